import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import httpProxy from '@fastify/http-proxy';
import { HttpException, type OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routeOf, serviceOf, type ServiceName } from '#contracts';
import {
  BODY_LIMIT,
  factsOf,
  HEADERS_NOT_FORWARDED,
  HttpProblem,
  isLectureList,
  pathOf,
  sendWithAvailability,
  unavailable,
  varyOf,
  type ProblemFilter,
} from '#platform';
import type { AvailabilityReader } from './availability-reader.js';
import { endToEnd, forwardedHeaders, without } from './forwarded-headers.js';
import type { ResponseStreams } from './response-streams.js';
import { failureOf } from './upstream-failure.js';
import type { UpstreamMetrics } from './upstream-metrics.js';
import { UpstreamSpans } from './upstream-spans.js';
import type { Upstreams } from './upstreams.js';

export class Proxy implements OnModuleInit {
  private readonly spans = new UpstreamSpans();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly filter: ProblemFilter,
    private readonly streams: ResponseStreams,
    private readonly metrics: UpstreamMetrics,
    private readonly upstreams: Upstreams,
    private readonly disabled: readonly ServiceName[],
    private readonly availability: AvailabilityReader,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    routeByService(fastify);
    for (const { service } of this.upstreams.all) void fastify.register((scope) => this.serve(scope, service));
    for (const service of this.disabled) void fastify.register((scope) => this.reject(scope, service));
  }

  private async reject(fastify: FastifyInstance, service: ServiceName): Promise<void> {
    const problem = new HttpProblem('SERVICE_NOT_INSTALLED', { variant: 'named', values: { service } });
    fastify.addHook('onRequest', (request, reply) => this.filter.answer(problem, request, reply));
    const constraints = { service };
    fastify.route({ method: fastify.supportedMethods, url: '/*', constraints, handler: () => undefined });
  }

  /** One Fastify scope per service. Nest's exception filters do not apply here. */
  private async serve(fastify: FastifyInstance, service: ServiceName): Promise<void> {
    passBodiesUnparsed(fastify);
    fastify.setErrorHandler<Error>((error, request, reply) => this.filter.answer(errorOf(error), request, reply));
    await fastify.register(httpProxy, {
      upstream: `http://${service}`,
      routes: ['/*'],
      httpMethods: fastify.supportedMethods,
      constraints: { service },
      // A request target in absolute form names our own origin; the query is forwarded separately.
      preRewrite: pathOf,
      undici: { request: this.upstreams.requestTo(service) },
      disableCache: true,
      disableRequestLogging: true,
      internalRewriteLocationHeader: false,
      proxyPayloads: false,
      handler: (request, reply, path, options) => this.send(request, reply, path, options),
      replyOptions: {
        rewriteRequestHeaders: (request, headers) =>
          forwardedHeaders(
            request.method,
            isLectureList(request) ? without(headers, HEADERS_NOT_FORWARDED) : headers,
            this.spans.begin(request, service, factsOf(request).context),
          ),
        rewriteHeaders: (headers) => without(endToEnd(headers), ['traceparent', 'vary']),
        // The plugin's own retries know neither addresses nor circuits, and would repeat every 503.
        retryDelay: () => null,
        onResponse: (request, reply, response) => {
          const { stream, headers } = response as typeof response & { headers: IncomingHttpHeaders };
          const { vary } = headers;
          // The CORS plugin has already added `Origin`.
          if (vary !== undefined) reply.header('vary', varyOf(reply.getHeader('vary'), vary));
          this.metrics.responded(service, reply.statusCode, reply.elapsedTime);
          this.spans.responded(request, reply.statusCode);
          if (isLectureList(request)) void this.sendList(request as FastifyRequest, reply as FastifyReply, stream);
          else this.streams.pass(reply as FastifyReply, stream);
        },
        onError: (reply, { error }) => {
          this.spans.failed(reply.request, failureOf(error.cause ?? error) ?? 'not_sent');
          this.fail(service, reply as FastifyReply, error);
        },
      },
    });
  }

  private send(request: FastifyRequest, reply: FastifyReply, path: string, options: object): void {
    const disconnected = new AbortController();
    reply.raw.once('close', () => {
      disconnected.abort();
      this.spans.failed(request, 'client_gone');
    });
    const body = bodyOf(request);
    const route = routeOf(request.method, pathOf(request.url))!;
    this.upstreams.inContext({ route, disconnected: disconnected.signal }, () =>
      reply.from(path, { ...options, ...body }),
    );
  }

  private async sendList(request: FastifyRequest, reply: FastifyReply, stream: Readable): Promise<void> {
    try {
      await sendWithAvailability(request, reply, await text(stream), this.availability.for(request));
    } catch (error) {
      this.fail('lecture', reply, error as Error);
    }
  }

  private fail(service: ServiceName, reply: FastifyReply, error: Error): void {
    if (reply.raw.destroyed) return; // the client disconnected
    const kind = failureOf(error.cause ?? error);
    if (!kind) return void reply.send(error);
    this.metrics.failed(service, kind, error);
    void reply.send(unavailable(kind.replace('_', '-'), this.upstreams.of(service).retryAfter));
  }
}

function routeByService(fastify: FastifyInstance): void {
  fastify.addConstraintStrategy({
    name: 'service',
    storage: () => {
      const routes = new Map<unknown, never>();
      return {
        get: (service) => routes.get(service) ?? null,
        set: (service, route) => void routes.set(service, route as never),
      };
    },
    deriveConstraint: (request): ServiceName | undefined => serviceOf(pathOf(request.url ?? '/')),
  });
}

function passBodiesUnparsed(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

const bodyOf = ({ body, headers }: FastifyRequest): object =>
  body instanceof Buffer ? { body, contentType: headers['content-type'] ?? 'application/octet-stream' } : {};

const errorOf = (error: Error & { statusCode?: number }): Error =>
  error.statusCode && error.statusCode < 500 ? new HttpException(error.message, error.statusCode) : error;
