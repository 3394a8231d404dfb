import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EdgeSettings } from './edge-settings.js';

const YEAR = 365 * 24 * 60 * 60;

export async function setSecurityHeaders(fastify: FastifyInstance, { SUGANG_ISSUER }: EdgeSettings): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    strictTransportSecurity: SUGANG_ISSUER.startsWith('https:') && { maxAge: YEAR, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
}

/** CORS for these origins, with credentials: identity's session cookie. Other origins get no CORS header. */
export async function allowOrigins(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const allowed = {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Accept-Language',
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
      'X-CSRF',
      'X-Correlation-Id',
      'traceparent',
    ],
    exposedHeaders: [
      'Content-Disposition',
      'Content-Language',
      'Date',
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'WWW-Authenticate',
      'X-Correlation-Id',
    ],
    maxAge: 600,
  };
  await fastify.register(cors, {
    delegator: (request, decide) => {
      const credentials = origins.includes(request.headers.origin ?? '');
      decide(null, isCorsRequest(request) ? { ...allowed, credentials } : { origin: false });
    },
  });
}

const isCorsRequest = ({ method, headers }: FastifyRequest): boolean =>
  method !== 'OPTIONS' || (headers.origin !== undefined && headers['access-control-request-method'] !== undefined);
