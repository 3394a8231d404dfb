import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Redis } from 'ioredis';
import { HttpProblem } from '../http/http-problem.js';
import { networkOf } from '../http/client-network.js';
import { factsOf } from '../http/request-context.js';
import type { EdgeMetrics } from './edge-metrics.js';
import type { LimitName } from './edge-settings.js';
import { clientAddressOf } from './forwarded-headers.js';

const MINUTE_MS = 60_000;
const MAX_CLIENTS = 100_000;
const STORE_PAUSE_MS = 1_000;
const REDIS_TIMEOUT_MS = 250;

type Check = ReturnType<FastifyInstance['createRateLimit']>;
type Count = Extract<Awaited<ReturnType<Check>>, { isAllowed: false }> & { name: LimitName };

/** Refuses requests above the limits. It fails open: a request that cannot be counted passes. */
export class RateLimits {
  private readonly checks = new Map<LimitName, Check>();
  private storePausedUntil = -Infinity;

  constructor(
    private readonly perMinute: Readonly<Record<LimitName, number>>,
    private readonly store: LimitStore,
    private readonly metrics: EdgeMetrics,
  ) {}

  async register(fastify: FastifyInstance): Promise<void> {
    const { redis } = this.store;
    await fastify.register(rateLimit, { global: false, cache: MAX_CLIENTS, nameSpace: 'sugang:limit:', redis });
    for (const [name, max] of Object.entries(this.perMinute) as [LimitName, number][]) {
      const keyGenerator = (request: FastifyRequest): string => `${name}:${clientOf(request, name)}`;
      this.checks.set(name, fastify.createRateLimit({ max, timeWindow: MINUTE_MS, keyGenerator }));
    }
  }

  /** Counts a request and sets the RateLimit headers. @throws HttpProblem 429 RATE_LIMITED if it exceeds any of the limits */
  async count(request: FastifyRequest, reply: FastifyReply, names: readonly LimitName[]): Promise<void> {
    const counts = await this.counted(request, names);
    if (counts.length === 0) return;
    reply.header('ratelimit-policy', counts.map(({ name, max }) => `"${name}";q=${max};w=60`).join(', '));
    reply.header('ratelimit', counts.map(remainingOf).join(', '));
    const exceeded = counts.filter(({ isExceeded }) => isExceeded);
    if (exceeded.length === 0) return;
    this.metrics.refused(exceeded[0]!.name);
    const seconds = Math.max(1, ...exceeded.map(({ ttlInSeconds }) => ttlInSeconds));
    throw new HttpProblem('RATE_LIMITED', {
      variant: 'requests',
      values: { seconds },
      headers: { 'retry-after': String(seconds) },
    });
  }

  private async counted(request: FastifyRequest, names: readonly LimitName[]): Promise<Count[]> {
    if (performance.now() < this.storePausedUntil) return this.notLimited();
    try {
      return await Promise.all(names.map((name) => this.check(request, name)));
    } catch (error) {
      this.storePausedUntil = performance.now() + STORE_PAUSE_MS;
      this.metrics.storeFailed(error);
      return this.notLimited();
    }
  }

  private notLimited(): [] {
    this.metrics.notLimited();
    return [];
  }

  private async check(request: FastifyRequest, name: LimitName): Promise<Count> {
    return { ...((await this.checks.get(name)!(request)) as Count), name };
  }
}

// Logins are counted by address, whatever token is sent with them.
function clientOf(request: FastifyRequest, name: LimitName): string {
  const { account } = factsOf(request);
  return account && name !== 'login' && name !== 'address'
    ? `account:${account.id}`
    : networkOf(clientAddressOf(request));
}

const remainingOf = ({ name, remaining, ttlInSeconds }: Count): string => `"${name}";r=${remaining};t=${ttlInSeconds}`;

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
