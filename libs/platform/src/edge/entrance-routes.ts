import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { FastifyRequest } from 'fastify';

/** What the entrance has to know of a request beside whose it is. */
export interface EntranceRule {
  /** Of the entrance itself (pages, probes, figures): neither limited nor asked for a token. */
  own?: true;
  /** Whoever asks here has no token yet, or another kind of secret: what `Authorization` says is for identity. */
  door?: true;
  /** The tighter limit that counts here, too. */
  limit?: 'login' | 'registration';
}

const RULES: readonly [methods: HTTPMethod[], path: string, rule: EntranceRule][] = [
  [['GET', 'HEAD'], '/', { own: true }],
  [['GET', 'HEAD'], '/docs', { own: true }],
  [['GET', 'HEAD'], '/docs/*', { own: true }],
  [['GET', 'HEAD'], '/openapi.json', { own: true }],
  [['GET', 'HEAD'], '/asyncapi.json', { own: true }],
  [['GET', 'HEAD'], '/health/*', { own: true }],
  [['GET', 'HEAD'], '/metrics', { own: true }],
  [['GET', 'HEAD'], '/.well-known/*', { door: true }],
  [['POST'], '/oauth/token', { door: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/login', { door: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/sign-up', { door: true, limit: 'login' }],
  [['POST'], '/api/v1/auth/refresh', { door: true }],
  [['POST'], '/api/v1/auth/logout', { door: true }],
  [['POST'], '/api/v1/registrations', { limit: 'registration' }],
  [['POST'], '/api/v1/registrations/:id/payment', { limit: 'registration' }],
];

// The router of the services, so that a path in another spelling is no way round a rule.
const router = findMyWay({ maxParamLength: 1000 });
for (const [methods, path, rule] of RULES) router.on(methods, path, () => undefined, rule);

const NONE: EntranceRule = {};

/** The rule of a request; an empty one for most. */
export const ruleOf = ({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): EntranceRule =>
  (router.find(method as HTTPMethod, url)?.store as EntranceRule | undefined) ?? NONE;
