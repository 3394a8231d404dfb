import { SpanKind, type Tracer } from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context/context.js';
import { pathOf } from './known-paths.js';
import { beginSpan, contextWithin, failSpan } from '../tracing/spans.js';

/** What is asked of a service about itself, again and again. */
const ABOUT_ITSELF = /^\/(health\/|metrics)/;

/**
 * Begins the span of a request, over when its answer is, and gives the context within it. Named by its route: paths, queries
 * and addresses of clients are about people, and are no attributes.
 */
export function contextOfTraced(tracer: Tracer, request: FastifyRequest, reply: FastifyReply, given: Context): Context {
  const route = routeOf(request);
  if (ABOUT_ITSELF.test(pathOf(request.url))) return given;
  const { method } = request;
  const span = beginSpan(
    tracer,
    route ? `${method} ${route}` : method,
    { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, ...(route && { 'http.route': route }) } },
    request.headers.traceparent === given.traceparent ? given.traceparent : undefined,
    true,
  );
  reply.raw.once('close', () => {
    const { statusCode, writableFinished } = reply.raw;
    if (!writableFinished) failSpan(span, 'client_gone');
    else span.setAttribute('http.response.status_code', statusCode);
    if (statusCode >= 500) failSpan(span, String(statusCode));
    span.end();
  });
  return contextWithin(span, given, tracer);
}

// A wildcard names no route: behind the gateway's, each service says its own.
const routeOf = ({ is404, routeOptions: { url } }: FastifyRequest): string | undefined =>
  is404 || url?.endsWith('*') ? undefined : url;
