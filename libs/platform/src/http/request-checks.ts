import type { Server } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import findMyWay from 'find-my-way';
import { problemText, problemType } from '#contracts';
import { HttpProblem, invalidRequest } from './http-problem.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Rejects a request that no route serves before its body is read: 405 with `Allow` if another method is served, otherwise 404. */
export function rejectUnknownPaths(fastify: FastifyInstance): void {
  const served = findMyWay({ maxParamLength: 1000 });
  fastify.addHook('onRoute', ({ method, url, constraints }) => {
    // A constrained route serves only some requests, so its path alone is not enough.
    if (constraints) return;
    for (const each of [method].flat()) {
      const known = METHODS.find((candidate) => candidate === each);
      if (known && !served.hasRoute(known, url)) served.on(known, url, () => undefined);
    }
  });
  fastify.addHook('onRequest', (request, _reply, done) => done(hasNoRoute(request) ? problemOf(request) : undefined));

  function problemOf(request: FastifyRequest): HttpProblem {
    const path = pathOf(request.url);
    const methods = METHODS.filter((method) => served.find(method, path)).join(', ');
    if (methods === '') return new HttpProblem('NOT_FOUND', { variant: 'address' });
    return new HttpProblem('METHOD_NOT_ALLOWED', {
      variant: 'allowed',
      values: { methods },
      headers: { allow: methods },
    });
  }
}

/** Whether no route serves the request. The wildcard route exists only for CORS preflights, which are answered earlier. */
export const hasNoRoute = (request: FastifyRequest): boolean => request.is404 || request.routeOptions.url === '*';

/** A target in absolute form, which every server must accept (RFC 9112, 3.2.2), begins with scheme and authority. */
const ORIGIN = /^https?:\/\/[^/]*/i;

export function pathOf(url: string): string {
  const target = url.split('?', 1)[0] ?? url;
  return target.startsWith('/') ? target : target.replace(ORIGIN, '') || '/';
}

/** Rejects malformed escapes in a query; the parser would silently turn them into other text. */
export function rejectMalformedQueries(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) =>
    done(
      isDecodable(request.url)
        ? undefined
        : invalidRequest([{ pointer: '/query', detail: 'contains a malformed escape sequence' }]),
    ),
  );
}

function isDecodable(url: string): boolean {
  const query = url.slice(url.indexOf('?') + 1);
  if (!url.includes('?') || !query.includes('%')) return true;
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

/** Rejects HTTP/1.1 requests without `Host` with a problem document; Node's own response has no body. */
export function rejectMissingHost(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) =>
    done(
      raw.httpVersion === '1.1' && raw.headers.host === undefined
        ? invalidRequest([{ pointer: '/header/Host', detail: 'is required' }])
        : undefined,
    ),
  );
}

const SINGLE_HEADERS = new Map(
  [
    ...['Authorization', 'Content-Type', 'Host', 'Idempotency-Key', 'If-Match', 'If-Modified-Since'],
    ...['If-None-Match', 'If-Unmodified-Since', 'Last-Event-ID', 'Origin', 'Traceparent', 'X-Correlation-Id'],
    'X-Request-Timeout-Ms',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Rejects repeated headers that have one value. Node joins some and drops others, so two servers could read different requests. */
export function rejectRepeatedHeaders(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const repeated = repeatedAmong(raw.rawHeaders);
    if (repeated.length === 0) return done();
    done(invalidRequest(repeated.map((name) => ({ pointer: `/header/${name}`, detail: 'must be sent only once' }))));
  });
}

function repeatedAmong(rawHeaders: string[]): string[] {
  const names = rawHeaders.flatMap((each, at) => (at % 2 === 0 ? (SINGLE_HEADERS.get(each.toLowerCase()) ?? []) : []));
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

/** Rejects `Expect` other than `100-continue` with a problem document; Node's own 417 has no body. */
export function rejectUnsupportedExpect(server: Server): void {
  server.on('checkExpectation', (_request, response) => {
    const { code, status, detail } = new HttpProblem('INVALID_REQUEST', { variant: 'expectation' });
    const { title } = problemText(code);
    const body = { type: problemType(code), title, status, detail, instance: '/', code, traceId: '' };
    response
      .writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' })
      .end(JSON.stringify(body));
  });
}
