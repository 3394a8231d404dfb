import { E_TIMEOUT, Semaphore, withTimeout } from 'async-mutex';

export class ConcurrencyLimit {
  private readonly semaphore;

  /** @param timeoutMs maximum wait for a permit in milliseconds; then `acquire` throws `timeoutError` */
  constructor(
    permits: number,
    private readonly timeoutMs: number,
    private readonly timeoutError: (timeoutMs: number) => Error,
  ) {
    this.semaphore = withTimeout(new Semaphore(permits), timeoutMs);
  }

  async acquire(): Promise<() => void> {
    try {
      const [, release] = await this.semaphore.acquire();
      return release;
    } catch (error) {
      throw error === E_TIMEOUT ? this.timeoutError(this.timeoutMs) : error;
    }
  }
}
