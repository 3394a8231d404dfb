interface QueuedWrite<Write, Result> {
  write: Write;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

const MAX_BATCH = 100;

/** Writes share a commit. When a batch fails, they are repeated one by one, so that a faulty one does not affect the others. */
export class WriteBatcher<Write, Result> {
  private queue: QueuedWrite<Write, Result>[] = [];
  private isRunning = false;

  constructor(private readonly commit: (writes: Write[]) => Promise<Result[]>) {}

  async write(write: Write): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.queue.push({ write, resolve, reject });
      void this.run();
    });
  }

  private async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    await Promise.resolve();
    for (let batch = this.next(); batch.length > 0; batch = this.next()) await this.commitBatch(batch);
    this.isRunning = false;
  }

  private next(): QueuedWrite<Write, Result>[] {
    return this.queue.splice(0, MAX_BATCH);
  }

  private async commitBatch(batch: QueuedWrite<Write, Result>[]): Promise<void> {
    try {
      const results = await this.commit(batch.map(({ write }) => write));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      for (const one of batch) await this.commitBatch([one]);
    }
  }
}
