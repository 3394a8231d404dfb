import type { FastifyInstance } from 'fastify';
import { completeDocument, mergeMetrics, serveEvents, serveReference, serveWelcome, type Metrics } from '#platform';
import type { Services } from '../services.js';
import type { StandaloneSettings } from '../settings.js';

/** The pages, probes and figures of the whole. */
export function serveOwnRoutes(
  own: FastifyInstance,
  settings: StandaloneSettings,
  services: Services,
  metrics: Metrics,
): void {
  const all = [...services.values()];
  serveWelcome(own);
  serveEvents(own);
  serveReference(own, completeDocument(settings));
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
    reply.type(metrics.contentType).send(await mergeMetrics([metrics, ...all.map((service) => service.metrics)])),
  );
}
