import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Tokens } from '../auth/tokens.js';
import { factsOf } from '../http/request-facts.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import { allowOrigins, secureAnswers } from './answer-headers.js';
import { Callers } from './callers.js';
import { replaceClaims } from './client-claims.js';
import { EdgeFigures } from './edge-figures.js';
import type { EdgeSettings } from './edge-settings.js';
import { ruleOf, type EntranceRule } from './entrance-routes.js';
import { Introductions, type Introduce } from './introductions.js';
import { Limits } from './limits.js';
import { LimitStore, type LimitName } from './limit-store.js';

export interface EdgeParts {
  settings: EdgeSettings;
  tokens: Tokens;
  log: Log;
  metrics: Metrics;
  /** How identity hears of whom another provider lets in. */
  introduce?: Introduce | undefined;
}

/** The rules of the one entrance, the same before the gateway and before the embedded mode. */
export class Edge {
  private readonly figures: EdgeFigures;
  private readonly callers: Callers;
  private store?: LimitStore;
  private limits?: Limits;
  private readonly introductions?: Introductions;

  constructor(private readonly parts: EdgeParts) {
    const { tokens, log, metrics, introduce } = parts;
    if (introduce) this.introductions = new Introductions(introduce, log);
    this.figures = new EdgeFigures(metrics, log);
    this.callers = new Callers(tokens, log);
  }

  /** Puts the rules in front of everything that `fastify` is going to answer. */
  async guard(fastify: FastifyInstance): Promise<void> {
    const { settings } = this.parts;
    if (settings.SUGANG_RATE_LIMIT === 'on') {
      this.store = await LimitStore.of(settings.SUGANG_LIMITS_URL);
      this.store.open((error) => this.figures.storeFailed(error));
      this.limits = new Limits(limitsOf(settings), this.store, this.figures);
    }
    await secureAnswers(fastify, settings);
    await allowOrigins(fastify, settings.SUGANG_CORS_ORIGINS ?? []);
    await this.limits?.register(fastify);
    fastify.addHook('onRequest', (request, reply) => this.admit(request, reply));
  }

  close(): void {
    this.store?.close();
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    replaceClaims(request);
    const rule = ruleOf(request);
    if (rule.own) return;
    const { account, token, refusal } = await this.callers.of(rule.door ? undefined : request.headers.authorization);
    if (account) factsOf(request).account = account;
    await this.limits?.count(request, reply, limitsFor(rule, account !== undefined));
    if (account) this.introductions?.seen(account, token!);
    if (!refusal) return;
    this.figures.refused('token');
    throw refusal;
  }
}

const limitsOf = (settings: EdgeSettings): Record<LimitName, number> => ({
  account: settings.SUGANG_LIMIT_ACCOUNT,
  address: settings.SUGANG_LIMIT_ADDRESS,
  login: settings.SUGANG_LIMIT_LOGIN,
  registration: settings.SUGANG_LIMIT_REGISTRATION,
});

const limitsFor = ({ limit }: EntranceRule, hasAccount: boolean): LimitName[] => [
  hasAccount ? 'account' : 'address',
  ...(limit ? [limit] : []),
];
