import { SpanKind, type Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { CallingAccount } from '../auth/calling-account.js';
import { contextOfHeaders, inContext, newContext, type Context } from '../context/context.js';
import type { IdempotencyTicket } from '../idempotency/idempotency-ticket.js';
import { contextWithin, failSpan, startSpan } from '../tracing/spans.js';
import { Tracing } from '../tracing/tracing.js';
import { pathOf } from './request-checks.js';

export interface RequestFacts {
  context: Context;
  account?: CallingAccount;
  ticket?: IdempotencyTicket;
  headers?: Record<string, unknown>;
}

const FACTS = Symbol('facts');
type WithFacts = object & { [FACTS]?: RequestFacts };

export const factsOf = (request: WithFacts): RequestFacts => (request[FACTS] ??= { context: newContext() });

/** Runs all later hooks, guards, handlers and filters of a request in its context, and echoes the context in the response. */
export function attachRequestContext(fastify: FastifyInstance, { tracer } = Tracing.off): void {
  if (!tracer) {
    fastify.addHook('onRequest', (request, reply, done) => inContext(initContext(request, reply), done));
    return;
  }
  fastify.addHook('onRequest', (request: FastifyRequest & WithFacts, reply, done) => {
    const context = withServerSpan(tracer, request, reply, initContext(request, reply));
    request[FACTS] = { context };
    if (request.headers.traceparent !== reply.getHeader('traceparent'))
      reply.header('traceparent', context.traceparent);
    inContext(context, done);
  });
}

export function initContext(request: FastifyRequest & WithFacts, reply: FastifyReply): Context {
  const context = contextOfHeaders(request.headers);
  request[FACTS] = { context };
  reply
    .header('x-correlation-id', context.correlationId)
    .header('traceparent', context.traceparent)
    .header('x-content-type-options', 'nosniff');
  return context;
}

const UNTRACED = /^\/(health\/|metrics)/;

/** Starts the server span of a request. Paths, queries and client addresses are personal data and do not become attributes. */
function withServerSpan(tracer: Tracer, request: FastifyRequest, reply: FastifyReply, context: Context): Context {
  if (UNTRACED.test(pathOf(request.url))) return context;
  const { method } = request;
  const route = routeOf(request);
  const span = startSpan(
    tracer,
    route ? `${method} ${route}` : method,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, ...(route && { 'http.route': route }) } },
    request.headers.traceparent === context.traceparent ? context.traceparent : undefined,
    true,
  );
  reply.raw.once('close', () => {
    const { statusCode, writableFinished } = reply.raw;
    if (!writableFinished) failSpan(span, 'client_gone');
    else span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) failSpan(span, String(statusCode));
    span.end();
  });
  return contextWithin(span, context, tracer);
}

// The gateway's wildcard is not a route; the service behind it reports its own.
const routeOf = ({ is404, routeOptions: { url } }: FastifyRequest): string | undefined =>
  is404 || url?.endsWith('*') ? undefined : url;
