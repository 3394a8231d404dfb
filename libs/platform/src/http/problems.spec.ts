import { ConflictException, PayloadTooLargeException } from '@nestjs/common';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { problemDetail, problems as catalog, problemText, Rejection, type ProblemCode } from '#contracts';
import { SqliteConnectionTimeout, StoreUnavailable, VersionConflict } from '#persistence';
import { inContext } from '../context/context.js';
import { Log } from '../log/log.js';
import { HttpProblem } from './http-problem.js';
import { Problems } from './problems.js';

let lines: string[];
let problems: Problems;

beforeEach(() => {
  lines = [];
  const log = Log.open({ service: 'test', level: 'warn', destination: { write: (line) => void lines.push(line) } });
  problems = new Problems(log);
});

const answerTo = (error: unknown) => problems.of(error, '/api/v1/registrations');
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a problem document', () => {
  it('of a rejection has the status and title of the catalog, and the trace id of the request', () => {
    const refusal = new Rejection('PAYMENT_DECLINED', { registrationId: '7' });
    expect(inContext({ correlationId: 'mina', traceparent }, () => answerTo(refusal))).toEqual({
      status: 402,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'content-language': 'en',
        vary: 'Accept-Language',
      },
      body: {
        type: 'https://sugang.dev/problems/payment-declined',
        title: 'Payment declined',
        status: 402,
        detail: problemDetail('PAYMENT_DECLINED'),
        instance: '/api/v1/registrations',
        code: 'PAYMENT_DECLINED',
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        registrationId: '7',
      },
    });
    expect(lines).toEqual([]);
  });

  it('of a refusal by a rule has a reason with its facts, and every reason in the language of the client', () => {
    const rules = (Object.keys(catalog) as ProblemCode[]).filter((code) => problemText(code).status === 409);
    expect(rules).toEqual(expect.arrayContaining(['HOLD_EXPIRED', 'EMAIL_TAKEN', 'CAPACITY_BELOW_ENROLLED']));
    for (const code of rules) {
      const refusal = new Rejection(code, { data: { enrolled: 3 }, registrationId: '7' });
      const { body } = problems.of(refusal, '/api/v1/registrations', 'ko');
      expect(body.reasons).toEqual([
        { code, detail: body.detail, data: { registrationId: '7', enrolled: 3 }, remedies: [] },
      ]);
      expect(body).not.toHaveProperty('data');
    }
  });

  it('cannot get another code or status from extensions', () => {
    const { body } = answerTo(new Rejection('LECTURE_FULL', { status: 200, code: 'FINE', type: 'x' }));
    expect(body).toMatchObject({ status: 409, code: 'LECTURE_FULL' });
  });

  it('has Retry-After as a header instead of a member', () => {
    const { status, headers, body } = answerTo(new Rejection('RATE_LIMITED', { retryAfter: 10 }));
    expect([status, headers['retry-after'], body['retryAfter']]).toEqual([429, '10', undefined]);
  });

  it.each([
    [new StoreUnavailable('no route to 10.0.0.7'), 503, 'UNAVAILABLE'],
    [new VersionConflict('lecture 7'), 503, 'UNAVAILABLE'],
    [new SqliteConnectionTimeout(10_000), 503, 'UNAVAILABLE'],
    [new HttpProblem('PRECONDITION_REQUIRED'), 428, 'PRECONDITION_REQUIRED'],
    [new PayloadTooLargeException('secret'), 413, 'PAYLOAD_TOO_LARGE'],
    [new ConflictException('secret'), 400, 'INVALID_REQUEST'],
    [new Error('secret'), 500, 'INTERNAL'],
    ['secret', 500, 'INTERNAL'],
    [undefined, 500, 'INTERNAL'],
    [new Rejection('UNLISTED' as ProblemCode), 500, 'INTERNAL'],
    [new Rejection('constructor' as ProblemCode), 500, 'INTERNAL'],
  ])('for %s has status %i and code %s, and reveals no internals', (error, status, code) => {
    const { body } = answerTo(error);
    expect(body).toMatchObject({ status, code });
    expect(JSON.stringify(body)).not.toMatch(/secret|10\.0\.0\.7|\.ts/);
  });

  it('for an unexpected error is logged with its stack', () => {
    answerTo(new Error('secret'));
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'error',
      error: { message: 'secret', stack: expect.any(String) },
    });
  });
});
