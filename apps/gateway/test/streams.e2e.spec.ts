import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { RunningGateway } from './running-gateway.js';

let gateway: RunningGateway;
let stream: ServerResponse | undefined;

beforeAll(async () => {
  // Shorter than the pauses in these streams: a stream that has begun is not cut by it.
  gateway = await RunningGateway.start({ SUGANG_UPSTREAM_TIMEOUT_MS: '300' });
  gateway.behind.mypage.answer = (_request, response) => {
    stream = response;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }).flushHeaders();
  };
});
afterAll(() => gateway.stop());

async function listen(signal?: AbortSignal) {
  stream = undefined;
  const answer = await fetch(`${gateway.url}/api/v1/mypage/stream`, {
    headers: { accept: 'text/event-stream', 'last-event-id': '7' },
    signal: signal ?? null,
  });
  const reader = answer.body!.getReader();
  const next = async () => {
    const { done, value } = await reader.read();
    return done ? undefined : Buffer.from(value).toString('utf8');
  };
  return { answer, next, upstream: stream! };
}

describe('a stream of events', () => {
  it('starts before its first event, and delivers each event when it is sent', async () => {
    const { answer, next, upstream } = await listen();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(upstream.req.headers['last-event-id']).toBe('7');
    for (const event of ['id: 8\ndata: {}\n\n', ': still here\n\n', 'id: 9\ndata: {}\n\n']) {
      upstream.write(event);
      expect(await next()).toBe(event);
    }
    upstream.end();
    expect(await next()).toBeUndefined();
  });

  it('is not cut by the timeout of ordinary responses', async () => {
    const { next, upstream } = await listen();
    const began = performance.now();
    const timer = setTimeout(() => upstream.write('late\n\n'), 1_500);
    expect(await next()).toBe('late\n\n');
    expect(performance.now() - began).toBeGreaterThan(1_400);
    clearTimeout(timer);
    upstream.end();
  });

  it('ends at the service when its client disconnects', async () => {
    const leaving = new AbortController();
    const { upstream } = await listen(leaving.signal);
    const closed = once(upstream, 'close');
    leaving.abort();
    await closed;
  });

  it('is aborted for its client when the service dies', async () => {
    const { next, upstream } = await listen();
    upstream.write('one\n\n');
    expect(await next()).toBe('one\n\n');
    upstream.destroy();
    await expect(next()).rejects.toThrow();
  });

  it('does not block other requests, with many clients', async () => {
    const leaving = new AbortController();
    const open = await Promise.all(Array.from({ length: 200 }, () => listen(leaving.signal)));
    expect(open.every(({ answer }) => answer.status === 200)).toBe(true);
    expect((await fetch(`${gateway.url}/api/v1/payments`)).status).toBe(200);
    leaving.abort();
    await eventually(() => expect(gateway.behind.mypage.sockets.size).toBe(0));
  });
});

describe('a large response', () => {
  it('of 1 MB is streamed: its start arrives before its end is written', async () => {
    const row = `${randomBytes(31).toString('hex')},\n`;
    const rest = row.repeat(16_384);
    let finish!: () => void;
    gateway.behind.lecture.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
      response.write('\ufeffregistrationId\r\n');
      finish = () => void response.end(rest);
    };
    const answer = await fetch(`${gateway.url}/api/v1/admin/lectures/1/roster`, { headers: { accept: 'text/csv' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const reader = answer.body!.getReader();
    const chunks = [Buffer.from((await reader.read()).value ?? [])];
    expect(chunks[0]!.toString('utf8')).toBe('\ufeffregistrationId\r\n');
    finish();
    for (let read = await reader.read(); !read.done; read = await reader.read()) chunks.push(Buffer.from(read.value));
    expect(Buffer.concat(chunks.slice(1)).toString('utf8')).toBe(rest);
  });

  it('is not buffered in the gateway for a slow client', async () => {
    let written = 0;
    gateway.behind.lecture.answer = (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && written < 200e6) {
          written += 65_536;
          if (!response.write(randomBytes(65_536))) return void response.once('drain', more);
        }
        response.end();
      };
      response.writeHead(200, { 'content-type': 'text/csv' });
      more();
    };
    const leaving = new AbortController();
    await fetch(`${gateway.url}/api/v1/admin/lectures/1/roster`, { signal: leaving.signal });
    let seen = -1;
    await eventually(async () => {
      const before = seen;
      seen = written;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(seen).toBe(before);
    });
    expect(written).toBeLessThan(50e6);
    leaving.abort();
  });
});
