interface Waiting<Work> {
  work: Work;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Does what is wanted in the same moment in one go, so that a batch pays for one commit; what fails, fails for all of it. */
export class Together<Work> {
  private waiting: Waiting<Work>[] = [];

  constructor(private readonly all: (batch: Work[]) => Promise<void>) {}

  do(work: Work): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.go());
      this.waiting.push({ work, resolve, reject });
    });
  }

  private async go(): Promise<void> {
    const batch = this.waiting.splice(0);
    try {
      await this.all(batch.map(({ work }) => work));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
}
