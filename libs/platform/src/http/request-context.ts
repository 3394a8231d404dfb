import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inContext, type Context } from '../context/context.js';
import { contextOfHeaders } from '../context/correlation.js';
import { Tracing } from '../tracing/tracing.js';
import { beginFacts } from './request-facts.js';
import { contextOfTraced } from './request-span.js';

/** Gives every request its context, within which all later hooks, guards, handlers and filters run, and echoes it on the answer. */
export function giveContext(fastify: FastifyInstance, { tracer } = Tracing.off): void {
  if (!tracer) {
    fastify.addHook('onRequest', (request, reply, done) => inContext(enter(request, reply), done));
    return;
  }
  fastify.addHook('onRequest', (request, reply, done) => {
    const context = contextOfTraced(tracer, request, reply, enter(request, reply));
    beginFacts(request, context);
    if (request.headers.traceparent !== reply.getHeader('traceparent'))
      reply.header('traceparent', context.traceparent);
    inContext(context, done);
  });
}

/** The context that a request asks for, echoed on its answer. */
export function enter(request: FastifyRequest, reply: FastifyReply): Context {
  const context = contextOfHeaders(request.headers);
  beginFacts(request, context);
  reply
    .header('x-correlation-id', context.correlationId)
    .header('traceparent', context.traceparent)
    .header('x-content-type-options', 'nosniff');
  return context;
}
