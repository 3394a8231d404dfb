import { ConflictException, PayloadTooLargeException } from '@nestjs/common';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Rejection } from '#contracts';
import { StoreUnavailable, VersionConflict } from '#persistence';
import { inContext } from '../context/context.js';
import { Log } from '../log/log.js';
import { HttpProblem } from './http-problem.js';
import { Problems } from './problems.js';

let lines: string[];
let problems: Problems;

beforeEach(() => {
  lines = [];
  const log = Log.open({ service: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
  problems = new Problems({ LECTURE_FULL: 409 }, log);
});

const answerTo = (error: unknown) => problems.of(error, '/api/v1/registrations');
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a problem', () => {
  it('of a refused command has the status of the app’s table, and the trace of the request', () => {
    const refusal = new Rejection('LECTURE_FULL', 'Every seat is given out.', { registrationId: '7' });
    expect(inContext({ correlationId: 'mina', traceparent }, () => answerTo(refusal))).toEqual({
      status: 409,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: {
        type: 'https://sugang.dev/problems/lecture-full',
        title: 'Lecture full',
        status: 409,
        detail: 'Every seat is given out.',
        instance: '/api/v1/registrations',
        code: 'LECTURE_FULL',
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        registrationId: '7',
      },
    });
    expect(lines).toEqual([]);
  });

  it('cannot be given another code or status by its extensions', () => {
    const { body } = answerTo(new Rejection('LECTURE_FULL', 'Full.', { status: 200, code: 'FINE', type: 'x' }));
    expect(body).toMatchObject({ status: 409, code: 'LECTURE_FULL' });
  });

  it('that will pass says when, in a header', () => {
    const { status, headers, body } = answerTo(new Rejection('RATE_LIMITED', 'Wait a little.', { retryAfter: 10 }));
    expect([status, headers['retry-after'], body['retryAfter']]).toEqual([429, '10', undefined]);
  });

  it.each([
    [new StoreUnavailable('no route to 10.0.0.7'), 503, 'UNAVAILABLE'],
    [new VersionConflict('lecture 7'), 503, 'UNAVAILABLE'],
    [new HttpProblem('PRECONDITION_REQUIRED', 'Send If-Match.'), 428, 'PRECONDITION_REQUIRED'],
    [new PayloadTooLargeException('secret'), 413, 'PAYLOAD_TOO_LARGE'],
    [new ConflictException('secret'), 400, 'INVALID_REQUEST'],
    [new Error('secret'), 500, 'INTERNAL'],
    ['secret', 500, 'INTERNAL'],
    [undefined, 500, 'INTERNAL'],
    [new Rejection('UNLISTED', 'Nobody knows.'), 500, 'INTERNAL'],
    [new Rejection('constructor', 'Nobody knows.'), 500, 'INTERNAL'],
  ])('of %s is %i %s, and tells nothing of our insides', (error, status, code) => {
    const { body } = answerTo(error);
    expect(body).toMatchObject({ status, code });
    expect(JSON.stringify(body)).not.toMatch(/secret|10\.0\.0\.7|\.ts/);
  });

  it('of our own making is logged with its stack', () => {
    answerTo(new Error('secret'));
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      error: { message: 'secret', stack: expect.any(String) },
    });
  });
});
