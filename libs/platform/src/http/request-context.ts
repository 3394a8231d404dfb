import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { inContext, type Context } from '../context/context.js';
import { contextOfHeaders } from '../context/correlation.js';
import { beginFacts } from './request-facts.js';

/** Gives every request its context, within which all later hooks, guards, handlers and filters run, and echoes it on the answer. */
export function giveContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => inContext(enter(request, reply), done));
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
