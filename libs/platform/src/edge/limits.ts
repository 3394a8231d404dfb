import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HttpProblem } from '../http/http-problem.js';
import { factsOf } from '../http/request-facts.js';
import { addressOf } from './client-claims.js';
import type { EdgeFigures } from './edge-figures.js';
import type { LimitName, LimitStore } from './limit-store.js';

const MINUTE = 60_000;
/** Clients that one process counts; the longest unseen are forgotten first. */
const CLIENTS = 100_000;
/** How long nobody asks a store that has just failed, in milliseconds. */
const STORE_PAUSE = 1_000;

type Check = ReturnType<FastifyInstance['createRateLimit']>;
type Count = Extract<Awaited<ReturnType<Check>>, { isAllowed: false }> & { name: LimitName };

/** Counts requests against the limits, and refuses those that are too many. What cannot be counted passes. */
export class Limits {
  private readonly checks = new Map<LimitName, Check>();
  private storeAwayUntil = -Infinity;

  constructor(
    private readonly most: Readonly<Record<LimitName, number>>,
    private readonly store: LimitStore,
    private readonly figures: EdgeFigures,
  ) {}

  async register(fastify: FastifyInstance): Promise<void> {
    const { redis } = this.store;
    await fastify.register(rateLimit, { global: false, cache: CLIENTS, nameSpace: 'sugang:limit:', redis });
    for (const [name, max] of Object.entries(this.most) as [LimitName, number][]) {
      const keyGenerator = (request: FastifyRequest): string => `${name}:${clientOf(request, name)}`;
      this.checks.set(name, fastify.createRateLimit({ max, timeWindow: MINUTE, keyGenerator }));
    }
  }

  /**
   * Counts a request against some limits, tells the client how it stands, and
   * @throws HttpProblem 429 RATE_LIMITED when it is one too many for any of them
   */
  async count(request: FastifyRequest, reply: FastifyReply, names: readonly LimitName[]): Promise<void> {
    const counts = await this.counted(request, names);
    if (counts.length === 0) return;
    reply.header('ratelimit-policy', counts.map(({ name, max }) => `"${name}";q=${max};w=60`).join(', '));
    reply.header('ratelimit', counts.map(standingOf).join(', '));
    const exceeded = counts.filter(({ isExceeded }) => isExceeded);
    if (exceeded.length === 0) return;
    this.figures.refused(exceeded[0]!.name);
    throw tooMany(Math.max(1, ...exceeded.map(({ ttlInSeconds }) => ttlInSeconds)));
  }

  private async counted(request: FastifyRequest, names: readonly LimitName[]): Promise<Count[]> {
    if (performance.now() < this.storeAwayUntil) return this.uncounted();
    try {
      return await Promise.all(names.map((name) => this.one(request, name)));
    } catch (error) {
      this.storeAwayUntil = performance.now() + STORE_PAUSE;
      this.figures.storeFailed(error);
      return this.uncounted();
    }
  }

  private uncounted(): [] {
    this.figures.uncounted();
    return [];
  }

  private async one(request: FastifyRequest, name: LimitName): Promise<Count> {
    return { ...((await this.checks.get(name)!(request)) as Count), name };
  }
}

// A login is somebody's who has no account yet, whatever else they send; everything else is the account's, where there is one.
function clientOf(request: FastifyRequest, name: LimitName): string {
  const { account } = factsOf(request);
  return account && name !== 'login' && name !== 'address'
    ? `account:${account.id}`
    : rateLimit.normalizeIP(addressOf(request));
}

const standingOf = ({ name, remaining, ttlInSeconds }: Count): string => `"${name}";r=${remaining};t=${ttlInSeconds}`;

const tooMany = (seconds: number): HttpProblem =>
  new HttpProblem('RATE_LIMITED', `Too many requests: try again in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) },
  });
