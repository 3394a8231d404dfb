import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { answer, type HttpAnswer } from './http-answer.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** A public read that caches may store. Its ETag is weak, because derived counts are part of it. */
export function cacheable(body: object, headers: Record<string, string> = {}, untagged?: object): HttpAnswer {
  const text = JSON.stringify(body);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  const common = { 'content-type': JSON_TYPE, 'cache-control': 'public, no-cache', etag: `W/"${digest}"` };
  return answer(200, untagged ? JSON.stringify({ ...body, ...untagged }) : text, { ...common, ...headers });
}

/** Answers a read with 304 if the client has the current version (RFC 9110, 13.1.2). */
export function answerConditionalReads(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const etag = reply.getHeader('etag');
    const isRead = (request.method === 'GET' || request.method === 'HEAD') && reply.statusCode === 200;
    if (!isRead || typeof etag !== 'string' || !isFresh(request.headers['if-none-match'], etag))
      return done(null, payload);
    void reply.code(304).removeHeader('content-type');
    // Fastify's hook for HEAD fails without a payload, and discards it anyway.
    if (request.method === 'HEAD') return done(null, payload);
    if (payload instanceof Readable) payload.destroy();
    done(null, null);
  });
}

export const isFresh = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch?.split(',').some((each) => each.trim() === '*' || opaque(each.trim()) === opaque(etag)) ?? false;

const opaque = (tag: string): string => tag.replace(/^W\//, '');
