import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { FastifyRequest } from 'fastify';
import { pages } from '#contracts';
import type { LimitName } from './edge-settings.js';

export interface EdgeRule {
  /** Served by the edge itself (pages, documents, health): needs no token. */
  own?: true;
  /** Part of signing in: `Authorization`, if present, holds another secret, which identity checks. */
  login?: true;
  /** Needs no token: one that is no longer valid is ignored. */
  open?: true;
  limit?: 'login' | 'sign-up' | 'registration';
  /** A 401 is a failed attempt to sign in. */
  guessed?: true;
}

type Rule = [methods: HTTPMethod[], path: string, rule: EdgeRule];

const RULES: readonly Rule[] = [
  ...pages.map((path): Rule => [['GET', 'HEAD'], path, { own: true }]),
  [['GET', 'HEAD'], '/assets/*', { own: true }],
  [['GET', 'HEAD'], '/favicon.svg', { own: true }],
  [['GET', 'HEAD'], '/docs', { own: true }],
  [['GET', 'HEAD'], '/docs/*', { own: true }],
  [['GET', 'HEAD'], '/openapi.json', { own: true }],
  [['GET', 'HEAD'], '/asyncapi.json', { own: true }],
  [['GET', 'HEAD'], '/health/*', { own: true }],
  [['GET', 'HEAD'], '/problems', { own: true }],
  [['GET', 'HEAD'], '/problems/*', { own: true }],
  [['GET', 'HEAD'], '/api/v1/lectures', { open: true }],
  [['GET', 'HEAD'], '/api/v1/lectures/:id', { open: true }],
  [['GET', 'HEAD'], '/api/v1/availability', { open: true }],
  [['GET', 'HEAD'], '/api/v1/time', { open: true }],
  [['GET', 'HEAD'], '/api/v1/lectures/:id/availability', { open: true }],
  [['GET', 'HEAD'], '/api/v1/lectures/:id/availability/stream', { open: true }],
  [['GET', 'HEAD'], '/api/v1/lectures/:id/seats', { open: true }],
  [['GET', 'HEAD'], '/api/v1/admin/lectures/:id/roster/file', { open: true }],
  [['GET', 'HEAD'], '/.well-known/*', { login: true }],
  [['POST'], '/oauth/token', { login: true, limit: 'login', guessed: true }],
  [['POST'], '/api/v1/auth/login', { login: true, limit: 'login', guessed: true }],
  [['POST'], '/api/v1/auth/sign-up', { login: true, limit: 'sign-up' }],
  [['POST'], '/api/v1/auth/refresh', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/logout', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/email-verification/confirm', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/email/confirm', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/password-reset', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/password-reset/confirm', { login: true, limit: 'login' }],
  [['POST'], '/api/v1/registrations', { limit: 'registration' }],
  [['POST'], '/api/v1/registrations/:id/payment', { limit: 'registration' }],
];

// The same router as the services use, so that a different spelling of a path cannot bypass a rule.
const router = findMyWay({ maxParamLength: 1000 });
for (const [methods, path, rule] of RULES) router.on(methods, path, () => undefined, rule);

const NO_RULE: EdgeRule = {};

export const ruleOf = ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): EdgeRule =>
  (router.find(method as HTTPMethod, url)?.store as EdgeRule | undefined) ?? NO_RULE;

/** What a request counts against: one budget of its account or address, and those of its network. Reads have their own, so that they never use up the right to register. */
export function limitsOf({ own, limit }: EdgeRule, method: string, hasAccount: boolean): LimitName[] {
  const reads = method === 'GET' || method === 'HEAD';
  if (own) return ['address'];
  if (limit === 'login' || limit === 'sign-up') return [limit, 'network'];
  if (hasAccount && reads) return ['reads', 'network-reads'];
  return [hasAccount ? 'account' : 'address', ...(limit ? [limit] : []), reads ? 'network-reads' : 'network'];
}
