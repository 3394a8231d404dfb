import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex';

export class ConcurrencyLimit {
  private readonly semaphore;
  waiting = 0;

  /** @param timeoutMs maximum wait for a permit in milliseconds; then `acquire` throws `timeoutError` */
  constructor(
    private readonly permits: number,
    private readonly timeoutMs: number,
    private readonly timeoutError: (timeoutMs: number) => Error,
  ) {
    this.semaphore = withTimeout(new Semaphore(permits), timeoutMs);
  }

  get used(): number {
    return this.permits - Math.max(0, this.semaphore.getValue());
  }

  async acquire(): Promise<() => void> {
    this.waiting += 1;
    try {
      const [, release] = await this.semaphore.acquire();
      return release;
    } catch (error) {
      throw error === E_TIMEOUT ? this.timeoutError(this.timeoutMs) : error;
    } finally {
      this.waiting -= 1;
    }
  }
}
