import type { FastifyInstance } from 'fastify';
import { invalidRequest } from './http-problem.js';

/** Refuses a query whose escapes are malformed or are not UTF-8, which the parser would silently turn into other text. */
export function refuseUnreadableQueries(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) =>
    done(isReadable(queryOf(request.url)) ? undefined : refusal()),
  );
}

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

function isReadable(query: string): boolean {
  if (!query.includes('%')) return true;
  try {
    decodeURIComponent(query);
    return true;
  } catch {
    return false;
  }
}

const refusal = () => invalidRequest([{ pointer: '/query', detail: 'has a malformed escape' }]);
