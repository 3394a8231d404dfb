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
    if (this.isDead) return;
    this.isDead = true;
    process.kill(this.pid, 'SIGKILL');
    await this.running.gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    this.running = await this.started.startAgain();
    this.isDead = false;
  }

  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  thaw(): void {
    if (!this.isDead) process.kill(this.pid, 'SIGCONT');
  }

  get diskIsNotSmall(): string | undefined {
    return this.disk.refused;
  }

  fillDisk(leaving = 0): void {
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

  private readonly atExit = (): void => {
    if (!this.isDead) process.kill(this.pid, 'SIGKILL');
    this.disk.remove();
  };
}
