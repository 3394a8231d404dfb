import { Rejection } from '#contracts';

/** A request that waits longer is told to come again, before the lease of its idempotency key runs out. */
const LONGEST_WAIT_MS = 25_000;

const tooMany = () =>
  new Rejection('UNAVAILABLE', 'Very many register at this moment. Please try again with the same Idempotency-Key.');

/**
 * Lets so many work at a time, the others in the order they came. Whoever comes in a rush waits before there is a seat and a
 * deadline of payment, not after: what is begun is also finished, and nobody's payment times out for the crowd's sake.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];

  constructor(
    private free: number,
    private readonly longestWaitMs = LONGEST_WAIT_MS,
  ) {}

  /** Runs `work` when its turn has come. @throws UNAVAILABLE after the longest wait */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private next(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const called = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(called), 1);
        reject(tooMany());
      }, this.longestWaitMs);
      this.waiting.push(called);
    });
  }
}
