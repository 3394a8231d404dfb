import { routeOf } from '#contracts';
import { factsOf, type ReadAvailability } from '#platform';
import type { FastifyRequest } from 'fastify';
import { forwardedHeaders } from './forwarded-headers.js';
import { failureOf } from './upstream-failure.js';
import type { UpstreamMetrics } from './upstream-metrics.js';
import type { Upstreams } from './upstreams.js';

export class AvailabilityReader {
  constructor(
    private readonly upstreams: Upstreams,
    private readonly metrics: UpstreamMetrics,
    private readonly timeoutMs: number,
  ) {}

  /** Counts each failed read in the metrics and rethrows its error. */
  for(request: FastifyRequest): ReadAvailability {
    return async (service, path) => {
      const deadline = AbortSignal.timeout(this.timeoutMs);
      const headers = forwardedHeaders('GET', {}, factsOf(request).context);
      const context = { route: routeOf('GET', path.replace(/\?.*/, ''))!, disconnected: deadline };
      const startedAt = performance.now();
      try {
        const response = await this.upstreams.of(service).send({ method: 'GET', path, headers }, context);
        this.metrics.responded(service, response.statusCode, performance.now() - startedAt);
        return await response.body.text();
      } catch (error) {
        const kind = deadline.aborted ? 'too_slow' : failureOf(error);
        if (kind) this.metrics.failed(service, kind, error as Error);
        throw error;
      }
    };
  }
}
