import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

const lectures = [{ id: '0193a5b0-0000-7000-8000-000000000101' }, { id: '0193a5b0-0000-7000-8000-000000000102' }];
const seats = (available: number) =>
  lectures.map(({ id: lectureId }) => ({
    lectureId,
    status: 'OPEN',
    capacity: 30,
    held: 0,
    taken: 30 - available,
    available,
  }));

describe('the list of lectures behind the gateway', () => {
  let gateway: RunningGateway;
  beforeAll(async () => {
    gateway = await RunningGateway.start({ SUGANG_AVAILABILITY_TIMEOUT_MS: '200' });
  });
  afterAll(() => gateway.stop());
  beforeEach(() => {
    gateway.behind.lecture.answer = (_request, response) =>
      json(response, 200, { items: lectures, next: 'more' }, { etag: '"of-lecture"', 'cache-control': 'max-age=1' });
    gateway.behind.registration.answer = (_request, response) => json(response, 200, { items: seats(30) });
    for (const standIn of Object.values(gateway.behind)) standIn.asked.splice(0);
  });

  const list = async (headers: Record<string, string> = {}, query = '') => {
    const answer = await fetch(`${gateway.url}/api/v1/lectures${query}`, { headers });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text === '' ? null : JSON.parse(text)) as unknown };
  };

  it('contains the availability of its lectures, read with one request', async () => {
    const { status, body, headers } = await list({ 'x-correlation-id': 'one-list' }, '?q=algorithms');
    const [first, second] = seats(30);
    expect([status, headers.get('cache-control')]).toEqual([200, 'max-age=1']);
    expect(body).toEqual({
      items: [
        { ...lectures[0], availability: first },
        { ...lectures[1], availability: second },
      ],
      next: 'more',
    });
    const [asked, ...more] = gateway.behind.registration.asked;
    expect(more).toEqual([]);
    expect(asked!.url).toBe(`/api/v1/availability?lectureIds=${lectures.map(({ id }) => id).join(',')}`);
    expect(asked!.headers).toMatchObject({ 'x-correlation-id': 'one-list' });
    expect(asked!.headers).not.toHaveProperty('authorization');
  });

  it('has an ETag that changes with the seats, and answers 304 only while they are the same', async () => {
    const before = await list();
    const etag = before.headers.get('etag')!;
    expect(etag).toMatch(/^W\/"/);
    expect(await list({ 'if-none-match': etag })).toMatchObject({ status: 304, body: null });
    expect(gateway.behind.lecture.asked.at(-1)!.headers).not.toHaveProperty('if-none-match');
    gateway.behind.registration.answer = (_request, response) => json(response, 200, { items: seats(29) });
    const after = await list({ 'if-none-match': etag });
    expect([after.status, after.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it.each([
    ['does not answer', () => (gateway.behind.registration.answer = () => undefined)],
    ['answers 503', () => (gateway.behind.registration.answer = (_request, response) => json(response, 503, {}))],
    ['answers nonsense', () => (gateway.behind.registration.answer = (_request, response) => void response.end('<p>'))],
    ['closes the connection', () => (gateway.behind.registration.answer = ({ socket }) => void socket.destroy())],
    [
      'does not have a lecture yet',
      () => (gateway.behind.registration.answer = (_request, response) => json(response, 200, { items: [] })),
    ],
  ])('is complete without the availability when registration %s', async (_, break_) => {
    break_();
    const began = performance.now();
    expect(await list()).toMatchObject({ status: 200, body: { items: lectures, next: 'more' } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('does not read availability for an empty page, and forwards a rejection by lecture', async () => {
    gateway.behind.lecture.answer = (_request, response) => json(response, 200, { items: [], next: null });
    expect((await list()).body).toEqual({ items: [], next: null });
    gateway.behind.lecture.answer = (_request, response) => json(response, 400, { code: 'INVALID_REQUEST' });
    expect(await list()).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(gateway.behind.registration.asked).toEqual([]);
  });

  it('answers 503 when lecture closes the connection in the middle of its response', async () => {
    gateway.behind.lecture.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"items":[', () => response.destroy());
    };
    expect(await list()).toMatchObject({ status: 503, body: { code: 'UNAVAILABLE' } });
  });
});
