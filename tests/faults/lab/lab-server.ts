import type { ServerControls } from './server-controls.js';
import type { SmallDisk } from './small-disk.js';

export interface Running {
  readonly pid: number;
  readonly gone: Promise<unknown>;
  stop(): Promise<void>;
}

/** What `scripts/servers` answer of a server that they have started. */
export interface Started {
  readonly url: string;
  readonly server: Running;
  startAgain(): Promise<Running>;
}

/** A server that only this lab uses, as a process that can be harmed. */
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

  /** Of the process that does the work. */
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

  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
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

  async heal(): Promise<void> {
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

  /** It may also end by itself: MariaDB does on some full disks. */
  private watch(): void {
    const { running } = this;
    this.isDead = false;
    void running.gone.then(() => {
      if (this.running === running) this.isDead = true;
    });
  }

  /** The last chance: nothing of a lab survives its process, whichever way that ends. */
  protected endAtOnce(): void {
    if (!this.isDead) process.kill(this.pid, 'SIGKILL');
    this.disk.remove();
  }

  private readonly atExit = (): void => this.endAtOnce();
}
