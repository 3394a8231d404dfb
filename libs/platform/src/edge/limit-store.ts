import type { Redis } from 'ioredis';

const REDIS_TIMEOUT_MS = 250;

export class LimitStore {
  private constructor(readonly redis?: Redis) {}

  /** The Redis client is loaded only when it is used. @param url `memory:`, `redis://…` or `rediss://…` */
  static async of(url: string): Promise<LimitStore> {
    if (url === 'memory:') return new LimitStore();
    const { Redis } = await import('ioredis');
    const redis = new Redis(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: REDIS_TIMEOUT_MS,
      connectTimeout: 2_000,
      socketTimeout: 5_000,
      retryStrategy: (times) => Math.min(times * 100, 2_000),
    });
    return new LimitStore(redis);
  }

  /** Connects in the background, and reconnects whenever the connection is lost. */
  open(onError: (error: Error) => void): void {
    this.redis?.on('error', onError);
    this.redis?.connect().catch(onError);
  }

  close(): void {
    this.redis?.disconnect();
  }
}
