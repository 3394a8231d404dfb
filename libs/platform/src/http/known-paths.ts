import type { FastifyInstance, FastifyRequest } from 'fastify';
import findMyWay from 'find-my-way';
import { HttpProblem } from './http-problem.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Answers what no route serves before its body is read: 405 with `Allow` where another method would do, else 404. */
export function refuseUnknownPaths(fastify: FastifyInstance): void {
  const known = findMyWay({ maxParamLength: 1000 });
  fastify.addHook('onRoute', ({ method, url, constraints }) => {
    if (constraints) return; // served to some requests only: its path alone tells nothing
    for (const each of [method].flat()) {
      const served = METHODS.find((candidate) => candidate === each);
      if (served && !known.hasRoute(served, url)) known.on(served, url, () => undefined);
    }
  });
  fastify.addHook('onRequest', (request, _reply, done) => done(isNobodys(request) ? refusalOf(request) : undefined));

  function refusalOf(request: FastifyRequest): HttpProblem {
    const path = pathOf(request.url);
    const allowed = METHODS.filter((method) => known.find(method, path));
    if (allowed.length === 0) return new HttpProblem('NOT_FOUND', 'There is nothing at this address.');
    return new HttpProblem('METHOD_NOT_ALLOWED', `This address answers ${allowed.join(', ')}.`, {
      headers: { allow: allowed.join(', ') },
    });
  }
}

/** Whether no route serves a request; the one for all OPTIONS is there for the preflights of browsers, which are answered before. */
export const isNobodys = (request: FastifyRequest): boolean => request.is404 || request.routeOptions.url === '*';

/** A target in absolute form, which every server must take (RFC 9112, 3.2.2), names a scheme and an authority first. */
const ORIGIN = /^https?:\/\/[^/]*/i;

/** The path of a request target, without its query, and without the origin where it names one. */
export function pathOf(url: string): string {
  const target = url.split('?', 1)[0] ?? url;
  return target.startsWith('/') ? target : target.replace(ORIGIN, '') || '/';
}
