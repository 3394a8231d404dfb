import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { HttpProblem, invalidRequest } from './http-problem.js';

/** Bytes a request body may have. */
export const BODY_LIMIT = 100 * 1024;

/** Bodies are JSON in UTF-8 and nothing else; a PATCH may call itself a merge patch. */
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
      if (request.method !== 'PATCH') throw unsupported('application/merge-patch+json is for PATCH');
      return bodyOf(request, body);
    },
  );
}

function bodyOf(request: FastifyRequest, body: Buffer): unknown {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
  if (encoding !== 'identity') throw unsupported(`content encoding ${encoding} is not read here`);
  if (/;\s*charset=(?!"?utf-8"?\s*(;|$))/i.test(type)) throw unsupported('JSON is read as UTF-8 only');
  if (body.length === 0) return undefined;
  if (!isUtf8(body)) throw malformed('is not UTF-8');
  return jsonOf(body.toString('utf8'));
}

function jsonOf(text: string): unknown {
  try {
    return parse(text, undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch (error) {
    throw malformed(/prototype/.test(String(error)) ? 'must not name prototypes' : 'is not JSON');
  }
}

const malformed = (detail: string): HttpProblem =>
  invalidRequest([{ pointer: '', detail }], 'The body of the request cannot be read.');

const unsupported = (why: string): HttpProblem =>
  new HttpProblem('UNSUPPORTED_MEDIA_TYPE', `Send application/json: ${why}.`);
