import type { RequestListener, ServerResponse } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpAnswer, varyOf } from './http-answer.js';
import { BODY_LIMIT } from './body-parsing.js';
import { answerClientError } from './client-errors.js';
import { guardedServer, type ConnectionLimits, type OnClosed } from './guarded-server.js';
import type { TrustedPeers } from './trusted-peers.js';

/** Answers a request that the router cannot parse, for example with a malformed escape in its path. */
export type UnroutableHandler = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

export interface HttpAdapterOptions {
  unroutable: UnroutableHandler;
  trusted: TrustedPeers;
  connections: ConnectionLimits;
  closed: OnClosed;
}

export function httpAdapter({ unroutable, trusted, connections, closed }: HttpAdapterOptions): FastifyAdapter {
  return new AnsweringAdapter({
    skipMiddie: true,
    multipart: false,
    trustProxy: trusted,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 1000 },
    serverFactory: (handle: RequestListener) => guardedServer(handle, connections, closed),
    frameworkErrors: unroutable,
    clientErrorHandler: answerClientError,
  });
}

/** Sends an `HttpAnswer` with its status and headers. An interceptor for this would add a fifth to the cost of a request. */
class AnsweringAdapter extends FastifyAdapter {
  override reply(response: FastifyReply | ServerResponse, body: unknown, status?: number): FastifyReply {
    if (!(body instanceof HttpAnswer)) return super.reply(response, body, status);
    for (const [name, value] of Object.entries(body.headers))
      this.setHeader(response, name, name === 'vary' ? varyOf(response.getHeader('vary'), value) : value);
    return super.reply(response, body.body, body.status);
  }
}
