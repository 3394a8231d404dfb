import type { BrokerFile } from './broker-file.js';

interface PendingWrite {
  write: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Lets many small writes share one commit, because each commit waits for the disk. */
export class GroupCommit {
  private pending: PendingWrite[] = [];
  private immediate?: NodeJS.Immediate;
  private timer?: NodeJS.Timeout;

  constructor(private readonly file: BrokerFile) {}

  /** Commits `write` with all others of this turn of the event loop; resolves when it is on disk. */
  now(write: () => void): Promise<void> {
    this.immediate ??= setImmediate(() => this.flush());
    return this.add(write);
  }

  /** Commits `write` within a few milliseconds, together with others: for writes that may be lost and repeated. */
  soon(write: () => void): Promise<void> {
    this.timer ??= setTimeout(() => this.flush(), 4);
    return this.add(write);
  }

  /** Commits the pending writes now. */
  flush(): void {
    clearImmediate(this.immediate);
    clearTimeout(this.timer);
    this.immediate = this.timer = undefined;
    const batch = this.pending;
    this.pending = [];
    if (batch.length === 0) return;
    try {
      this.file.transaction(() => batch.forEach(({ write }) => write()));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private add(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => this.pending.push({ write, resolve, reject }));
  }
}
