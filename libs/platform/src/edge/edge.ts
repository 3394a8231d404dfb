import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallingAccount } from '../auth/calling-account.js';
import { bearerToken, type Tokens } from '../auth/tokens.js';
import { HttpProblem } from '../http/http-problem.js';
import { factsOf } from '../http/request-context.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import { AccountProvisioning, type ProvisionAccount } from './account-provisioning.js';
import { EdgeMetrics } from './edge-metrics.js';
import { limitsOf, ruleOf } from './edge-routes.js';
import type { EdgeSettings } from './edge-settings.js';
import { dropCookies, replaceForwardedHeaders } from './forwarded-headers.js';
import { LimitStore } from './limit-store.js';
import { RateLimits } from './rate-limits.js';
import { allowOrigins, setSecurityHeaders } from './response-headers.js';

export interface EdgeParts {
  settings: EdgeSettings;
  tokens: Tokens;
  log: Log;
  metrics: Metrics;
  provisionAccount?: ProvisionAccount | undefined;
}

interface Caller {
  account?: CallingAccount;
  token?: string;
  refusal?: HttpProblem;
}

export class Edge {
  private readonly metrics: EdgeMetrics;
  private readonly provisioning?: AccountProvisioning;
  private store?: LimitStore;
  private limits?: RateLimits;

  constructor(private readonly parts: EdgeParts) {
    const { log, metrics, provisionAccount } = parts;
    if (provisionAccount) this.provisioning = new AccountProvisioning(provisionAccount, log);
    this.metrics = new EdgeMetrics(metrics, log);
  }

  /** Applies the rules to everything that `fastify` answers; call it before routes are added. */
  async guard(fastify: FastifyInstance): Promise<void> {
    const { settings } = this.parts;
    if (settings.SUGANG_RATE_LIMIT === 'on') {
      this.store = await LimitStore.of(settings.SUGANG_LIMITS_URL);
      this.store.open((error) => this.metrics.storeFailed(error));
      this.limits = new RateLimits(settings, this.store, this.metrics);
    }
    await setSecurityHeaders(fastify, settings);
    await allowOrigins(fastify, settings.SUGANG_CORS_ORIGINS ?? []);
    await this.limits?.register(fastify);
    fastify.addHook('onRequest', (request, reply) => this.admit(request, reply));
  }

  close(): void {
    this.store?.close();
  }

  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    replaceForwardedHeaders(request);
    dropCookies(request);
    const rule = ruleOf(request);
    const isAnonymous = rule.own ?? rule.login;
    const { account, token, refusal } = await this.callerOf(isAnonymous ? undefined : request.headers.authorization);
    if (account) factsOf(request).account = account;
    if (rule.guessed) this.limits?.limitFailures(request, reply);
    await this.limits?.count(request, reply, limitsOf(rule, request.method, account !== undefined));
    if (account) this.provisioning?.onRequest(account, token!);
    if (!refusal || rule.open) return;
    this.metrics.refused('token');
    throw refusal;
  }

  /** A token that cannot be verified now, or has no known role, counts as anonymous: the service decides about it. */
  private async callerOf(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) return {};
    const { tokens, log } = this.parts;
    try {
      const token = bearerToken(authorization);
      return { token, account: tokens.cached(token) ?? (await tokens.verify(token)) };
    } catch (error) {
      if (error instanceof HttpProblem && error.status === 401) return { refusal: error };
      if (error instanceof HttpProblem && error.status === 403) return {};
      log.warn('failed to verify a token at the edge; the request passes as anonymous', { error });
      return {};
    }
  }
}
