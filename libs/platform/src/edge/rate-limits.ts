import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { HttpProblem } from '../http/http-problem.js';
import { networkOf, siteOf } from '../http/client-network.js';
import { factsOf } from '../http/request-context.js';
import type { EdgeMetrics } from './edge-metrics.js';
import type { EdgeSettings, LimitName } from './edge-settings.js';
import { clientAddressOf } from './forwarded-headers.js';
import type { LimitStore } from './limit-store.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MAX_CLIENTS = 100_000;
const STORE_PAUSE_MS = 1_000;

type Check = ReturnType<FastifyInstance['createRateLimit']>;
type Count = Extract<Awaited<ReturnType<Check>>, { isAllowed: false }> & { name: LimitName };

/** Refuses requests above the limits. It fails open: a request that cannot be counted passes. */
export class RateLimits {
  private readonly checks = new Map<LimitName, Check>();
  /** Networks with too many failed logins, and until when they are refused. */
  private readonly refusedUntil = new LRUCache<string, number>({ max: MAX_CLIENTS });
  private storePausedUntil = -Infinity;

  constructor(
    private readonly settings: EdgeSettings,
    private readonly store: LimitStore,
    private readonly metrics: EdgeMetrics,
  ) {}

  async register(fastify: FastifyInstance): Promise<void> {
    const { redis } = this.store;
    await fastify.register(rateLimit, { global: false, cache: MAX_CLIENTS, nameSpace: 'sugang:limit:', redis });
    for (const [name, max] of Object.entries(maximaOf(this.settings)) as [LimitName, number][]) {
      const keyGenerator = (request: FastifyRequest): string => `${name}:${clientOf(request, name)}`;
      this.checks.set(name, fastify.createRateLimit({ max, timeWindow: windowOf(name), keyGenerator }));
    }
  }

  /** Counts a request and sets the RateLimit headers. @throws HttpProblem 429 RATE_LIMITED if it exceeds any of the limits */
  async count(request: FastifyRequest, reply: FastifyReply, names: readonly LimitName[]): Promise<void> {
    const counts = await this.counted(request, names);
    if (counts.length === 0) return;
    reply.header(
      'ratelimit-policy',
      counts.map(({ name, max }) => `"${name}";q=${max};w=${windowOf(name) / 1000}`).join(', '),
    );
    reply.header('ratelimit', counts.map(remainingOf).join(', '));
    const exceeded = counts.filter(({ isExceeded }) => isExceeded);
    if (exceeded.length === 0) return;
    this.refuse(exceeded[0]!.name, Math.max(1, ...exceeded.map(({ ttlInSeconds }) => ttlInSeconds)));
  }

  /** Counts the login as failed if its response is 401. @throws HttpProblem 429 RATE_LIMITED after too many failures in the network */
  limitFailures(request: FastifyRequest, reply: FastifyReply): void {
    const network = clientOf(request, 'failed-logins');
    const waitMs = (this.refusedUntil.get(network) ?? 0) - performance.now();
    if (waitMs > 0) this.refuse('failed-logins', Math.ceil(waitMs / 1000), 'failed-logins');
    reply.raw.once('close', () => {
      if (reply.raw.statusCode === 401) void this.countFailure(request, network);
    });
  }

  private async countFailure(request: FastifyRequest, network: string): Promise<void> {
    const [count] = await this.counted(request, ['failed-logins']);
    if (count?.remaining === 0) this.refusedUntil.set(network, performance.now() + count.ttlInSeconds * 1000);
  }

  private refuse(limit: LimitName, seconds: number, variant: 'requests' | 'failed-logins' = 'requests'): never {
    this.metrics.refused(limit);
    throw new HttpProblem('RATE_LIMITED', {
      variant,
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

const OF_ACCOUNTS: readonly LimitName[] = ['account', 'reads', 'registration'];
const OF_NETWORKS: readonly LimitName[] = ['failed-logins', 'network', 'network-reads'];

function clientOf(request: FastifyRequest, name: LimitName): string {
  const { account } = factsOf(request);
  if (account && OF_ACCOUNTS.includes(name)) return `account:${account.id}`;
  return (OF_NETWORKS.includes(name) ? siteOf : networkOf)(clientAddressOf(request));
}

const windowOf = (name: LimitName): number => (name === 'sign-up' ? HOUR_MS : MINUTE_MS);

const maximaOf = (settings: EdgeSettings): Record<LimitName, number> => ({
  account: settings.SUGANG_LIMIT_ACCOUNT,
  address: settings.SUGANG_LIMIT_ADDRESS,
  'failed-logins': settings.SUGANG_LIMIT_FAILED_LOGINS,
  login: settings.SUGANG_LIMIT_LOGIN,
  network: settings.SUGANG_LIMIT_NETWORK,
  'network-reads': settings.SUGANG_LIMIT_NETWORK_READS,
  reads: settings.SUGANG_LIMIT_READS,
  registration: settings.SUGANG_LIMIT_REGISTRATION,
  'sign-up': settings.SUGANG_LIMIT_SIGN_UP,
});

const remainingOf = ({ name, remaining, ttlInSeconds }: Count): string => `"${name}";r=${remaining};t=${ttlInSeconds}`;
