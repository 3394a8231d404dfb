import type { Redis } from 'ioredis';

/** What is limited: all requests of an account or (without one) of an address, and more tightly logins and registrations. */
export type LimitName = 'account' | 'address' | 'login' | 'registration';

/** Longer than this no request waits to be counted, in milliseconds. */
const PATIENCE = 250;

/** Where requests are counted: in this process, or in a store that several gateways share. */
export class LimitStore {
  private constructor(readonly redis?: Redis) {}

  /**
   * The client is loaded only where there is a store: most processes have none.
   * @param url `memory:`, or `redis://…` or `rediss://…` of a store that speaks the protocol of Redis
   */
  static async of(url: string): Promise<LimitStore> {
    if (url === 'memory:') return new LimitStore();
    const { Redis } = await import('ioredis');
    const redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: PATIENCE,
      connectTimeout: 2_000,
      socketTimeout: 5_000,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
    });
    return new LimitStore(redis);
  }

  /** Begins to connect; a store that is away is found when it is back. */
  open(failed: (error: Error) => void): void {
    this.redis?.on('error', failed);
    this.redis?.connect().catch(failed);
  }

  close(): void {
    this.redis?.disconnect();
  }
}
