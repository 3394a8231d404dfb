import { describe, expect, it } from '@jest/globals';

interface Answer {
  method: string;
  url: string;
  status: number;
  headers: Headers;
  text?: string;
}
interface Described {
  covers(method: string, url: string): boolean;
  faults(answer: Answer): string[];
  eventFaults(url: string, name: string, data: string): string[];
}
const path: string = './described-answers.mjs';
const { DescribedAnswers } = (await import(path)) as { DescribedAnswers: new () => Described };
const described = new DescribedAnswers();

const LECTURES = '/api/v1/lectures';
const problem = (code: string, status: number) => ({
  type: `https://sugang.dev/problems/${code}`,
  title: 'A title',
  status,
  detail: 'A sentence.',
  instance: LECTURES,
  code,
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
});

function faultsOf({
  body = {},
  type = 'application/json',
  ...given
}: Omit<Partial<Answer>, 'headers'> & { headers?: Record<string, string>; body?: object; type?: string }) {
  const headers = new Headers({
    'content-type': type,
    ...{ 'x-correlation-id': 'a-test', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    ...given.headers,
  });
  return described.faults({ method: 'GET', url: LECTURES, status: 200, text: JSON.stringify(body), ...given, headers });
}
const refused = (code: string, status: number) =>
  faultsOf({ status, body: problem(code, status), type: 'application/problem+json' });

describe('the check of answers against the API document', () => {
  it('accepts what the document describes', () => {
    expect(faultsOf({ body: { items: [], next: null } })).toEqual([]);
    expect(refused('INVALID_REQUEST', 400)).toEqual([]);
  });

  it.each<[string, () => string[], string]>([
    ['a status that is not declared', () => refused('LECTURE_FULL', 409), 'this status is not declared'],
    ['the code of another operation', () => refused('LECTURE_FULL', 400), '/code'],
    ['a missing field', () => faultsOf({ body: { items: [] } }), "'next'"],
    ['a wrong type', () => faultsOf({ body: { items: {}, next: null } }), '/items must be array'],
    ['a field that is not described', () => faultsOf({ body: { items: [], next: null, total: 3 } }), 'total'],
    ['another content type', () => faultsOf({ type: 'text/html' }), 'text/html is not declared'],
    ['a body that is not JSON', () => faultsOf({ text: '<html>' }), 'not JSON'],
    [
      'a header that is not declared',
      () => faultsOf({ body: { items: [], next: null }, headers: { Location: '/' } }),
      'Location is not declared',
    ],
    ['a missing header', () => refused('RATE_LIMITED', 429), 'Retry-After is missing'],
    ['the operation and its status', () => faultsOf({ body: {} }), 'GET /api/v1/lectures (lectures.list) 200: / must'],
    ['an operation that is not described', () => faultsOf({ url: '/api/v1/secrets' }), 'no such operation'],
    [
      'an event that is not declared',
      () => described.eventFaults('/api/v1/mypage/stream', 'surprise', '{}'),
      'surprise is not declared',
    ],
    [
      'event data of another shape',
      () => described.eventFaults('/api/v1/mypage/stream', 'registration', '{}'),
      "'registrationId'",
    ],
  ])('reports %s', (_what, faults, expected) => {
    expect(faults().join('\n')).toContain(expected);
  });

  it('leaves out health, documents, internal routes and preflight requests', () => {
    for (const url of ['/health/ready', '/openapi.json', '/docs', '/internal/payments', '/metrics'])
      expect(described.covers('GET', url)).toBe(false);
    expect(described.covers('OPTIONS', LECTURES)).toBe(false);
    expect(described.covers('GET', LECTURES)).toBe(true);
  });
});
