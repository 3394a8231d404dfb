import { STATUS_CODES, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemText, problemType, type GeneralProblem } from '#contracts';
import { HttpAnswer } from './http-answer.js';
import { BODY_LIMIT } from './body-parsing.js';
import type { TrustedPeers } from './trusted-peers.js';

/** Timeouts for slow and idle clients of every HTTP server, in milliseconds. */
export const serverLimits = {
  requestTimeout: 30_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  // Node's own response has no body; see `rejectMissingHost`.
  requireHostHeader: false,
} as const satisfies ServerOptions;

/** Answers a request that the router cannot parse, for example with a malformed escape in its path. */
export type UnroutableHandler = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

export function httpAdapter(unroutable: UnroutableHandler, trusted: TrustedPeers): FastifyAdapter {
  return new AnsweringAdapter({
    skipMiddie: true,
    multipart: false,
    trustProxy: trusted,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 1000 },
    requestTimeout: serverLimits.requestTimeout,
    keepAliveTimeout: serverLimits.keepAliveTimeout,
    http: serverLimits,
    frameworkErrors: unroutable,
    clientErrorHandler: answerClientError,
  });
}

/** Sends an `HttpAnswer` with its status and headers. An interceptor for this would add a fifth to the cost of a request. */
class AnsweringAdapter extends FastifyAdapter {
  override reply(response: FastifyReply | ServerResponse, body: unknown, status?: number): FastifyReply {
    if (!(body instanceof HttpAnswer)) return super.reply(response, body, status);
    for (const [name, value] of Object.entries(body.headers)) this.setHeader(response, name, value);
    return super.reply(response, body.body, body.status);
  }
}

/** Answers what cannot be parsed as HTTP, or is too slow or too long, on the raw socket: a listener for `clientError`. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const code = codes[error.code ?? ''] ?? 'INVALID_REQUEST';
  const { status, title, detail } = problemText(code);
  const body = JSON.stringify({ type: problemType(code), title, status, detail, instance: '/', code, traceId: '' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const codes: Record<string, GeneralProblem> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};
