import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Shutdown } from '../lifecycle/shutdown.js';
import type { Metrics } from '../metrics/metrics.js';

export class InFlightRequests {
  private readonly responses = new Set<ServerResponse>();
  private onIdle?: () => void;

  constructor(
    private readonly shutdown: Shutdown,
    private readonly metrics: Metrics,
  ) {
    shutdown.signal.addEventListener('abort', () => this.disableKeepAlive());
  }

  watch(fastify: FastifyInstance): void {
    const seconds = this.metrics.histogram('http_request_duration_seconds', 'Duration of HTTP requests', [
      'method',
      'route',
      'code',
    ]);
    fastify.addHook('onRequest', (_request, reply, done) => {
      // A client can disconnect before its request gets here: the response has emitted its last `close`.
      if (!reply.raw.destroyed) this.responses.add(reply.raw);
      // Fastify does not call `onResponse` when the client disconnects early.
      reply.raw.once('close', () => this.remove(reply.raw));
      if (this.shutdown.hasBegun) reply.header('connection', 'close');
      done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
      seconds.observe({ method: request.method, route, code: reply.raw.statusCode }, reply.elapsedTime / 1000);
      this.remove(reply.raw);
      done();
    });
  }

  async settled(timeoutMs: number): Promise<void> {
    if (this.responses.size === 0) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        for (const response of this.responses) response.destroy();
        resolve();
      };
      const timer = setTimeout(end, timeoutMs);
      this.onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private remove(response: ServerResponse): void {
    this.responses.delete(response);
    if (this.responses.size === 0) this.onIdle?.();
  }

  private disableKeepAlive(): void {
    for (const response of this.responses) if (!response.headersSent) response.shouldKeepAlive = false;
  }
}
