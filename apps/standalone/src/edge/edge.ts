import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serviceOf } from '#contracts';
import {
  answerClientError,
  edgeDocument,
  mergeMetrics,
  pathOf,
  serveEvents,
  serveReference,
  serverLimits,
  serveWelcome,
} from '#platform';
import type { Services } from '../services.js';

/** The one entrance: what a service answers goes to that service, the rest is answered here. */
export function edgeServer(services: Services): Server {
  const own = ownRoutes(services);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const name = serviceOf(pathOf(request.url ?? '/'));
    const service = name && services.get(name);
    if (service) service.handle(request, response);
    else own.routing(request, response);
  };
  const server = createServer(serverLimits, answer);
  server.on('clientError', answerClientError);
  server.on('listening', () => void own.ready());
  return server;
}

/** The pages, probes and figures of the whole. */
function ownRoutes(services: Services): FastifyInstance {
  const all = [...services.values()];
  // Whatever is nobody's is refused in the words of a service, unread, so that there is one form of refusal.
  const refuse = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack();
    all[0]?.handle(request.raw, reply.raw);
  };
  const own = fastify({ frameworkErrors: (_error, request, reply) => refuse(request, reply) });
  own.addHook('onRequest', (request, reply, done) => (request.is404 ? refuse(request, reply) : done()));
  serveWelcome(own);
  serveEvents(own);
  let document: ReturnType<typeof edgeDocument> | undefined;
  serveReference(
    own,
    () => (document ??= edgeDocument(new Map([...services].map(([name, service]) => [name, service.openApi()])))),
  );
  own.get('/health/live', () => ({ status: 'ok' }));
  own.get('/health/startup', () => ({ status: 'ok' }));
  own.get('/health/ready', async (_request, reply) => {
    const reports = await Promise.all(all.map(async (service) => [service.name, await service.ready()] as const));
    const ready = reports.every(([, report]) => report.ready);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ok' : 'error', services: Object.fromEntries(reports) });
  });
  own.get('/metrics', async (_request, reply) =>
    reply.type(all[0]?.metrics.contentType ?? 'text/plain').send(await mergeMetrics(all.map(({ metrics }) => metrics))),
  );
  return own;
}
