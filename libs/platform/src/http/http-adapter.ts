import type { ServerOptions, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpAnswer } from './answer.js';
import { BODY_LIMIT } from './body-parsing.js';
import { typeOf } from './problems.js';
import type { TrustedPeers } from './trusted-peers.js';

/** Limits for slow and idle clients, in milliseconds; for every HTTP server of Sugang. */
export const serverLimits = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // Node would answer nothing but a status line; see `refuseHostless`.
  requireHostHeader: false,
} as const satisfies ServerOptions;

/** Answers a request that the router cannot even read, such as a malformed escape in its path. */
export type UnreadableRequest = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** Fastify under Nest, without middleware and with limits of its own. */
export function httpAdapter(unreadable: UnreadableRequest, trusted: TrustedPeers): FastifyAdapter {
  return new AnsweringAdapter({
    skipMiddie: true,
    multipart: false,
    trustProxy: trusted,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 1000 },
    requestTimeout: serverLimits.requestTimeout,
    keepAliveTimeout: serverLimits.keepAliveTimeout,
    http: serverLimits,
    frameworkErrors: unreadable,
    clientErrorHandler: answerClientError,
  });
}

/** Sends an `HttpAnswer` with its own status and headers; an interceptor would do it too, at a fifth of the cost of a whole request. */
class AnsweringAdapter extends FastifyAdapter {
  override reply(response: FastifyReply | ServerResponse, body: unknown, status?: number): FastifyReply {
    if (!(body instanceof HttpAnswer)) return super.reply(response, body, status);
    for (const [name, value] of Object.entries(body.headers)) this.setHeader(response, name, value);
    return super.reply(response, body.body, body.status);
  }
}

/** Answers bytes that are not HTTP, or too slow, or too long, on the bare socket; for the `clientError` event of any server. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [status, reason, code] = refusals[error.code ?? ''] ?? [400, 'Bad Request', 'INVALID_REQUEST'];
  const body = JSON.stringify({
    type: typeOf(code),
    title: reason,
    status,
    detail: 'This is not an HTTP request that can be read.',
    instance: '/',
    code,
    traceId: '',
  });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const refusals: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'HEADERS_TOO_LARGE'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Content Too Large', 'PAYLOAD_TOO_LARGE'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'REQUEST_TIMEOUT'],
};
