/** One of many pieces of work that share a commit. */
interface Waiting<Work, Result> {
  work: Work;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

const MOST_TOGETHER = 100;

/**
 * Does work in batches: what arrives while a batch is under way makes the next one, so that a crowd pays for one commit.
 * When a batch fails, each of its pieces is tried alone, so that a faulty one fails no other.
 */
export class Together<Work, Result> {
  private waiting: Waiting<Work, Result>[] = [];
  private underWay = false;

  /** @param all does every piece or none, and answers in their order */
  constructor(private readonly all: (batch: Work[]) => Promise<Result[]>) {}

  async do(work: Work): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ work, resolve, reject });
      void this.go();
    });
  }

  private async go(): Promise<void> {
    if (this.underWay) return;
    this.underWay = true;
    // Whoever calls in the same turn comes along.
    await Promise.resolve();
    for (let batch = this.next(); batch.length > 0; batch = this.next()) await this.doBatch(batch);
    this.underWay = false;
  }

  private next(): Waiting<Work, Result>[] {
    return this.waiting.splice(0, MOST_TOGETHER);
  }

  private async doBatch(batch: Waiting<Work, Result>[]): Promise<void> {
    try {
      const results = await this.all(batch.map(({ work }) => work));
      batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(error);
      for (const one of batch) await this.doBatch([one]);
    }
  }
}
