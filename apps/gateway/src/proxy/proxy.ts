import httpProxy from '@fastify/http-proxy';
import { HttpException, type OnModuleInit } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routeOf, type ServiceName } from '#contracts';
import { BODY_LIMIT, factsOf, pathOf, unavailable, type ProblemFilter } from '#platform';
import type { Answers } from './answers.js';
import { routeByService } from './by-service.js';
import type { Forwarding } from './forwarding.js';
import { endToEnd, without } from './hop-by-hop.js';
import { failureOf } from './upstream-failure.js';
import type { UpstreamFigures } from './upstream-figures.js';
import { UpstreamSpans } from './upstream-spans.js';
import type { Upstreams } from './upstreams.js';

/** Hands each request to the service whose it is, and its answer back. */
export class Proxy implements OnModuleInit {
  private readonly spans = new UpstreamSpans();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly filter: ProblemFilter,
    private readonly answers: Answers,
    private readonly figures: UpstreamFigures,
    private readonly upstreams: Upstreams,
    private readonly forwarding: Forwarding,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    routeByService(fastify);
    for (const { service } of this.upstreams.all) void fastify.register((scope) => this.serve(scope, service));
  }

  /** One scope per service. Nest's filters do not reach here. */
  private async serve(fastify: FastifyInstance, service: ServiceName): Promise<void> {
    takeBodiesAsTheyAre(fastify);
    fastify.setErrorHandler<Error>((error, request, reply) => this.filter.answer(refusalOf(error), request, reply));
    await fastify.register(httpProxy, {
      // Which of its addresses it is, is decided for each request.
      upstream: `http://${service}`,
      routes: ['/*'],
      httpMethods: fastify.supportedMethods,
      constraints: { service },
      // The origin that a target may name is ours; the query goes its own way.
      preRewrite: pathOf,
      undici: { request: this.upstreams.requestTo(service) },
      disableCache: true,
      disableRequestLogging: true,
      internalRewriteLocationHeader: false,
      proxyPayloads: false,
      handler: (request, reply, path, options) => this.send(request, reply, path, options),
      replyOptions: {
        rewriteRequestHeaders: (request, headers) =>
          this.forwarding.headersOf(
            request.method,
            headers,
            this.spans.begin(request, service, factsOf(request).context),
          ),
        // The client is told the trace as the gateway knows it.
        rewriteHeaders: (headers) => without(endToEnd(headers), ['traceparent']),
        // Its own tries know neither addresses nor circuits, and would repeat every 503.
        retryDelay: () => null,
        onResponse: (request, reply, { stream }) => {
          this.figures.answered(service, request.method, reply.statusCode, reply.elapsedTime);
          this.spans.answered(request, reply.statusCode);
          this.answers.pass(reply as FastifyReply, stream);
        },
        onError: (reply, { error }) => {
          this.spans.failed(reply.request, failureOf(error.cause ?? error) ?? 'not_sent');
          this.fail(service, reply as FastifyReply, error);
        },
      },
    });
  }

  private send(request: FastifyRequest, reply: FastifyReply, path: string, options: object): void {
    const left = new AbortController();
    reply.raw.once('close', () => {
      left.abort();
      this.spans.failed(request, 'client_gone');
    });
    const body = bodyOf(request);
    const route = routeOf(request.method, pathOf(request.url))!;
    this.upstreams.whileAtHand({ route, left: left.signal }, () => reply.from(path, { ...options, ...body }));
  }

  private fail(service: ServiceName, reply: FastifyReply, error: Error): void {
    if (reply.raw.destroyed) return; // the client left, and its request with it
    // reply-from wraps what it was told into an error of its own.
    const kind = failureOf(error.cause ?? error);
    if (!kind) return void reply.send(error);
    this.figures.failed(service, kind, error);
    void reply.send(unavailable(DETAILS[kind], this.upstreams.of(service).retryAfter));
  }
}

const DETAILS = {
  too_slow: 'This part of Sugang takes too long to answer. Please try again in a moment.',
  unreachable: 'This part of Sugang does not answer. Please try again in a moment.',
  broken: 'This part of Sugang broke off. Please try again in a moment.',
  cut_off: 'This part of Sugang has not answered for a while. Please try again in a moment.',
  busy: 'This part of Sugang is too busy. Please try again in a moment.',
};

/** The services judge bodies; the gateway only counts their bytes. */
function takeBodiesAsTheyAre(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) =>
    done(null, body),
  );
}

const bodyOf = ({ body, headers }: FastifyRequest): object =>
  body instanceof Buffer ? { body, contentType: headers['content-type'] ?? 'application/octet-stream' } : {};

// Fastify's and the proxy's own refusals carry a status.
const refusalOf = (error: Error & { statusCode?: number }): Error =>
  error.statusCode && error.statusCode < 500 ? new HttpException(error.message, error.statusCode) : error;
