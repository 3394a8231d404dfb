import { StoreUnavailable } from '../errors.js';

/** Bounds the transactions that are open at a time: mysql2's pool would let its callers wait for ever. */
export class Permits {
  private readonly waiting: (() => void)[] = [];

  /** @param timeoutMs longest wait, in milliseconds */
  constructor(
    private free: number,
    private readonly timeoutMs: number,
  ) {}

  /** Waits for a permit; the answer gives it back. @throws StoreUnavailable after the longest wait */
  async acquire(): Promise<() => void> {
    if (this.free > 0) this.free -= 1;
    else await this.turn();
    return () => {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    };
  }

  private turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const called = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(called), 1);
        reject(new StoreUnavailable(`no database connection came free within ${this.timeoutMs} ms`));
      }, this.timeoutMs);
      this.waiting.push(called);
    });
  }
}
