/** One holder at a time, in order of asking; who waits too long is told the likely cause. */
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
