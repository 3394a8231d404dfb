import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { HttpProblem, invalidRequest } from './http-problem.js';
import { typeOf } from './problems.js';

/** Refuses what Node would refuse with an empty answer: a request of HTTP/1.1 without `Host`. */
export function refuseHostless(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) =>
    done(raw.httpVersion === '1.1' && raw.headers.host === undefined ? hostless() : undefined),
  );
}

/** Refuses an `Expect` other than `100-continue` with a problem instead of Node's empty 417. */
export function refuseOddExpectations(server: Server): void {
  server.on('checkExpectation', (_request, response) => {
    const { code, status, detail } = new HttpProblem(
      'INVALID_REQUEST',
      'Expect may say 100-continue, and nothing else.',
    );
    const body = { type: typeOf(code), title: 'Invalid request', status, detail, instance: '/', code, traceId: '' };
    response
      .writeHead(status, { 'content-type': 'application/problem+json', connection: 'close' })
      .end(JSON.stringify(body));
  });
}

const hostless = (): HttpProblem => invalidRequest([{ pointer: '/header/Host', detail: 'is required' }]);
