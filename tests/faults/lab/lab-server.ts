import { readdirSync, readFileSync } from 'node:fs';
import type { ServerControls } from './server-controls.js';
import type { SmallDisk } from './small-disk.js';

const STOPS_WITHIN_MS = 2_000;

export interface Running {
  readonly pid: number;
  readonly gone: Promise<unknown>;
  stop(): Promise<void>;
}

/** What `scripts/servers` returns about a started server. */
export interface Started {
  readonly url: string;
  readonly server: Running;
  startAgain(): Promise<Running>;
}

/** A private server process of the lab. */
export class LabServer implements ServerControls {
  protected running: Running;
  private isDead = false;

  constructor(
    private readonly started: Started,
    private readonly disk: SmallDisk,
  ) {
    this.running = started.server;
    this.watch();
    process.on('exit', this.atExit);
  }

  get url(): string {
    return this.started.url;
  }

  /** PID of the process that does the work. */
  protected get pid(): number {
    return this.running.pid;
  }

  async kill(): Promise<void> {
    if (!this.isDead) process.kill(this.pid, 'SIGKILL');
    await this.running.gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    this.running = await this.started.startAgain();
    this.watch();
  }

  /** Returns when every thread has stopped: SIGSTOP stops a thread only when it enters the kernel. */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
    const end = performance.now() + STOPS_WITHIN_MS;
    while (!threadsOf(this.pid).every(isStopped)) {
      if (performance.now() > end) throw new Error(`process ${this.pid} does not stop`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }

  thaw(): void {
    if (!this.isDead) process.kill(this.pid, 'SIGCONT');
  }

  get runs(): boolean {
    return !this.isDead;
  }

  get diskIsNotSmall(): string | undefined {
    return this.disk.refused;
  }

  async fillDisk(leaving = 0): Promise<void> {
    this.disk.fill(leaving);
  }

  freeDisk(): void {
    this.disk.free();
  }

  async restore(): Promise<void> {
    this.disk.free();
    this.thaw();
    if (this.isDead) await this.restart();
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.running.stop();
    process.off('exit', this.atExit);
    this.disk.remove();
  }

  /** It may also exit by itself: MariaDB does on some full disks. */
  private watch(): void {
    const { running } = this;
    this.isDead = false;
    void running.gone.then(() => {
      if (this.running === running) this.isDead = true;
    });
  }

  /** The servers of a lab end with its process. */
  protected endAtOnce(): void {
    if (!this.isDead) process.kill(this.pid, 'SIGKILL');
    this.disk.remove();
  }

  private readonly atExit = (): void => this.endAtOnce();
}

const threadsOf = (pid: number): string[] =>
  readdirSync(`/proc/${pid}/task`).map((task) => `/proc/${pid}/task/${task}`);

/** A thread that has ended counts as stopped. */
function isStopped(thread: string): boolean {
  try {
    return /^State:\s+[TtZX]/m.test(readFileSync(`${thread}/status`, 'utf8'));
  } catch {
    return true;
  }
}
