import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EdgeSettings } from './edge-settings.js';

const YEAR = 365 * 24 * 60 * 60;

/** What browsers are told of every answer. The pages have policies of their own. */
export async function secureAnswers(fastify: FastifyInstance, { SUGANG_ISSUER }: EdgeSettings): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    strictTransportSecurity: SUGANG_ISSUER.startsWith('https:') && { maxAge: YEAR, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // For an API these say nothing, or what browsers do anyway.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    originAgentCluster: false,
  });
}

/** Lets pages of the named origins call the API, without cookies: a token is put in by the page itself. */
export async function allowOrigins(fastify: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const allowed = {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'Last-Event-ID',
      'X-Correlation-Id',
      'traceparent',
    ],
    exposedHeaders: [
      'ETag',
      'Idempotency-Replayed',
      'Location',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
      'WWW-Authenticate',
      'X-Correlation-Id',
    ],
    credentials: false,
    maxAge: 600,
  };
  await fastify.register(cors, {
    delegator: (request, decide) => decide(null, isAsked(request) ? allowed : { origin: false }),
  });
}

// An OPTIONS that is no preflight of a browser is the service's to answer.
const isAsked = ({ method, headers }: FastifyRequest): boolean =>
  method !== 'OPTIONS' || (headers.origin !== undefined && headers['access-control-request-method'] !== undefined);
