import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { inContext, newContext, type Context } from '../context/context.js';
import { contextOfHeaders, headersOfContext } from '../context/correlation.js';

const contexts = new WeakMap<IncomingMessage, Context>();

/** The context of a request, wherever its handling has got to. */
export function contextOfRequest(raw: IncomingMessage): Context {
  return contexts.get(raw) ?? remember(raw, newContext());
}

/** Gives every request its context, within which all later hooks, guards, handlers and filters run, and echoes it on the answer. */
export function giveContext(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => inContext(enter(request, reply), done));
}

/** The context that a request asks for, echoed on its answer. */
export function enter(request: FastifyRequest, reply: FastifyReply): Context {
  const context = remember(request.raw, contextOfHeaders(request.headers));
  reply.headers({ ...headersOfContext(context), 'x-content-type-options': 'nosniff' });
  return context;
}

function remember(raw: IncomingMessage, context: Context): Context {
  contexts.set(raw, context);
  return context;
}
