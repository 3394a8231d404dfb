import { createServer, type Server } from 'node:http';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { serviceOf } from '#contracts';
import {
  answerClientError,
  Edge,
  factsOf,
  attachRequestContext,
  isUnrouted,
  Log,
  Metrics,
  nearestPeers,
  pathOf,
  ProblemFilter,
  Problems,
  rejectMissingHost,
  rejectUnsupportedExpect,
  serverLimits,
  sharedTokens,
  type SigningKeys,
} from '#platform';
import type { Services } from '../services.js';
import type { StandaloneSettings } from '../settings.js';
import { serveOwnRoutes } from './own-routes.js';

/** The one entrance: behind its rules, what a service answers goes to that service, and the rest is answered here. */
export async function edgeServer(settings: StandaloneSettings, keys: SigningKeys, services: Services): Promise<Server> {
  const log = Log.open({ service: 'standalone', level: settings.LOG_LEVEL });
  const metrics = new Metrics('standalone');
  const edge = new Edge({
    ...{ settings, tokens: sharedTokens(keys, settings), log, metrics },
    provisionAccount: (token) => introduced(services, token),
  });
  const filter = new ProblemFilter(new Problems(log), log);
  const { handOver, refuse } = waysIn(services);
  const own = fastify({
    trustProxy: nearestPeers(settings.SUGANG_TRUSTED_PROXIES),
    frameworkErrors: (_error, request, reply) => refuse(request, reply),
  });
  own.setErrorHandler<Error>((error, request, reply) => filter.answer(error, request, reply));
  attachRequestContext(own);
  rejectMissingHost(own);
  await edge.guard(own);
  own.addHook('onRequest', (request, reply, done) => (isUnrouted(request) ? handOver(request, reply) : done()));
  serveOwnRoutes(own, settings, services, metrics);
  await own.ready();
  const server = createServer(serverLimits, (request, response) => own.routing(request, response));
  server.on('clientError', answerClientError).on('close', () => edge.close());
  rejectUnsupportedExpect(server);
  return server;
}

function waysIn(services: Services) {
  // Whatever is nobody's is refused in the words of a service, unread, so that there is one form of refusal.
  const [first] = services.values();
  const refuse = (request: FastifyRequest, reply: FastifyReply, service = first): void => {
    reply.hijack();
    service?.handle(request.raw, reply.raw);
  };
  /** What the entrance knows of the request and says of its answer goes with it; a trace begins in the service. */
  const handOver = (request: FastifyRequest, reply: FastifyReply): void => {
    request.raw.headers['x-correlation-id'] = factsOf(request).context.correlationId;
    for (const [header, value] of Object.entries(reply.getHeaders())) reply.raw.setHeader(header, value!);
    const name = serviceOf(pathOf(request.url));
    refuse(request, reply, name && services.get(name));
  };
  return { handOver, refuse };
}

/** Whoever asks identity for their own account is known to it from then on. */
async function introduced(services: Services, token: string): Promise<number> {
  const request = { method: 'GET', url: '/api/v1/auth/me', headers: { authorization: `Bearer ${token}` } } as const;
  return (await services.get('identity')!.fastify.inject(request)).statusCode;
}
