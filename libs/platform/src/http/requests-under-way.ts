import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Metrics } from '../metrics/metrics.js';
import type { Shutdown } from '../lifecycle/shutdown.js';

/** Measures the requests of one service and knows which are not answered yet, so that a shutdown can wait for them. */
export class RequestsUnderWay {
  private readonly responses = new Set<ServerResponse>();
  private rest?: () => void;

  constructor(
    private readonly shutdown: Shutdown,
    private readonly metrics: Metrics,
  ) {
    shutdown.signal.addEventListener('abort', () => this.askForNewConnections());
  }

  watch(fastify: FastifyInstance): void {
    const seconds = this.metrics.histogram('http_request_duration_seconds', 'Duration of HTTP requests', [
      'method',
      'route',
      'code',
    ]);
    fastify.addHook('onRequest', (_request, reply, done) => {
      this.responses.add(reply.raw);
      // A client that leaves early gets no answer: Fastify calls no `onResponse` then.
      reply.raw.once('close', () => this.over(reply.raw));
      if (this.shutdown.hasBegun) reply.header('connection', 'close');
      done();
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
      seconds.observe({ method: request.method, route, code: reply.raw.statusCode }, reply.elapsedTime / 1000);
      this.over(reply.raw);
      done();
    });
  }

  /** Resolves when every request is answered; those that are not after `deadlineMs` are cut off. */
  async settled(deadlineMs: number): Promise<void> {
    if (this.responses.size === 0) return;
    const timer = setTimeout(() => this.responses.forEach((response) => response.destroy()), deadlineMs);
    await new Promise<void>((resolve) => (this.rest = resolve));
    clearTimeout(timer);
  }

  private over(response: ServerResponse): void {
    this.responses.delete(response);
    if (this.responses.size === 0) this.rest?.();
  }

  private askForNewConnections(): void {
    for (const response of this.responses) if (!response.headersSent) response.shouldKeepAlive = false;
  }
}
