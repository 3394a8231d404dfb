import type { BrokerFile } from './broker-file.js';

interface PendingWrite {
  write: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Lets many small writes share one commit, because each commit costs a wait for the disk. */
export class GroupCommit {
  private pending: PendingWrite[] = [];
  private soon?: NodeJS.Immediate;
  private later?: NodeJS.Timeout;

  constructor(private readonly file: BrokerFile) {}

  /** Commits `write` with all others of this turn of the event loop; resolves when it is on the disk. */
  now(write: () => void): Promise<void> {
    this.soon ??= setImmediate(() => this.flush());
    return this.add(write);
  }

  /** Commits `write` with the next ones, a few milliseconds later at most: for what may be lost and repeated. */
  shortly(write: () => void): Promise<void> {
    this.later ??= setTimeout(() => this.flush(), 4);
    return this.add(write);
  }

  /** Commits what is pending. */
  flush(): void {
    clearImmediate(this.soon);
    clearTimeout(this.later);
    this.soon = this.later = undefined;
    const batch = this.pending;
    this.pending = [];
    if (batch.length === 0) return;
    try {
      this.file.atomically(() => batch.forEach(({ write }) => write()));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private add(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => this.pending.push({ write, resolve, reject }));
  }
}
