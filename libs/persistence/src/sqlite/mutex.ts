import { setImmediate as nextRound } from 'node:timers/promises';

/**
 * One holder at a time, in order of asking; who waits too long is told the likely cause. Every turn begins in a new round
 * of the event loop: libsql never waits, so a queue of turns would otherwise be worked off in one round, while timers stand
 * still and no connection is accepted (libuv accepts one per round; fifty clients were seen to wait for eight seconds).
 */
export class Mutex {
  private tail: Promise<unknown> = Promise.resolve();

  /** @param timeoutMs longest wait for one's turn, in milliseconds */
  constructor(private readonly timeoutMs: number) {}

  /** Waits for its turn; the answer releases it. */
  async acquire(): Promise<() => void> {
    let release!: () => void;
    const mine = new Promise<void>((resolve) => (release = resolve));
    const before = this.tail;
    this.tail = before.then(() => mine);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SqliteWaitTooLong(this.timeoutMs)), this.timeoutMs);
    });
    try {
      await Promise.race([before, late]);
      await nextRound();
      return release;
    } catch (error) {
      void before.then(release);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The one SQLite connection did not come free in time. */
export class SqliteWaitTooLong extends Error {
  constructor(waitedMs: number) {
    super(
      `sqlite: waited ${waitedMs} ms for the connection; probably a query outside the open transaction ` +
        `(a lost context, another manager) is awaited inside it`,
    );
    this.name = 'SqliteWaitTooLong';
  }
}
