import { isUtf8 } from 'node:buffer';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { HttpProblem, invalidRequest } from './http-problem.js';

/** Maximum size of a request body in bytes. */
export const BODY_LIMIT = 100 * 1024;

const rawBodies = new WeakMap<object, Buffer>();

/** The JSON body of a request as it was sent: for signatures, which cover its bytes. */
export const RawBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): Buffer =>
    rawBodies.get(context.switchToHttp().getRequest<FastifyRequest>()) ?? Buffer.alloc(0),
);

export function acceptJsonOnly(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  const options = { parseAs: 'buffer' as const, bodyLimit: BODY_LIMIT };
  fastify.addContentTypeParser<Buffer>('application/json', options, async (request: FastifyRequest, body: Buffer) =>
    bodyOf(request, body),
  );
  fastify.addContentTypeParser<Buffer>(
    'application/merge-patch+json',
    options,
    async (request: FastifyRequest, body: Buffer) => {
      if (request.method !== 'PATCH') throw unsupported('application/merge-patch+json is only for PATCH');
      return bodyOf(request, body);
    },
  );
}

function bodyOf(request: FastifyRequest, body: Buffer): unknown {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding !== 'identity') throw unsupported(`the content encoding ${encoding} is not supported`);
  if (/;\s*charset=(?!"?utf-8"?\s*(;|$))/i.test(type)) throw unsupported('the only supported charset is UTF-8');
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('must be UTF-8');
  rawBodies.set(request, body);
  return jsonOf(body.toString('utf8'));
}

function jsonOf(text: string): unknown {
  try {
    return parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw malformed(
      /prototype/.test(String(error)) ? 'must not contain __proto__ or constructor members' : 'must be JSON',
    );
  }
}

const malformed = (detail: string): HttpProblem => invalidRequest([{ pointer: '', detail }], 'body');

const unsupported = (reason: string): HttpProblem =>
  new HttpProblem('UNSUPPORTED_MEDIA_TYPE', { variant: 'because', values: { reason } });
