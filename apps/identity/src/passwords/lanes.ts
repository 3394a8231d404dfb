/** Lets a few through at a time and the others wait in line, up to a limit. */
export class Lanes {
  private free: number;
  private readonly line: (() => void)[] = [];

  constructor(
    count: number,
    private readonly longestLine: number,
    private readonly refusal: () => Error,
  ) {
    this.free = count;
  }

  get waiting(): number {
    return this.line.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    if (this.line.length >= this.longestLine) throw this.refusal();
    await new Promise<void>((resolve) => this.line.push(resolve));
  }

  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.free += 1;
  }
}
