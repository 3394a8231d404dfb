import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ViewDocument } from '#contracts';
import { cast, eventually, tempDir } from '#testing';
import type { EventStream } from './event-stream.js';
import { RunningMyPage } from './running-my-page.js';
import { account, confirmed, drPark, idOf, lecture, part, payment, registration } from './states.js';

describe('the stream of My Page', () => {
  const dir = tempDir('mypage-stream');
  let page: RunningMyPage;
  let number = 0;
  const start = async (env: Record<string, string>) => {
    page = await RunningMyPage.start(`${dir}/${++number}`, env);
  };
  beforeEach(() => start({ SUGANG_STREAMS_PER_STUDENT: '3', SUGANG_STREAM_POLL_MS: '50' }));
  afterEach(() => page.stop());

  const shows = (stream: EventStream, statuses: string[]) =>
    eventually(() => expect(stream.documents.map(({ status }) => status)).toEqual(statuses), { within: 2_000 });

  it('answers its headers at once, though nothing happens', async () => {
    const stream = await page.stream();
    expect(stream).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    });
    expect(stream.headers['x-correlation-id']).toBeDefined();
  });

  it('tells each change within a second, as the document that a list would show', async () => {
    await page.stop();
    await start({});
    const stream = await page.stream();
    await page.views.keep(part('registration', registration()));
    const kept = performance.now();
    await shows(stream, ['AWAITING_PAYMENT']);
    expect(performance.now() - kept).toBeLessThan(1_000);
    await page.views.keep(part('registration', confirmed()));
    await shows(stream, ['AWAITING_PAYMENT', 'CONFIRMED']);
    expect(stream.events.every(({ event }) => event === 'registration')).toBe(true);
    const { body } = await page.get(`/mypage/registrations/${idOf(1)}`);
    expect(ViewDocument.parse(stream.documents.at(-1))).toEqual(body);
  });

  it('tells what payment, lecture and instructor do', async () => {
    const stream = await page.stream();
    await page.views.keep(part('registration', confirmed()));
    await shows(stream, ['CONFIRMED']);
    await page.views.keep(part('payment', payment()));
    await eventually(() => expect(stream.documents.at(-1).payment?.status).toBe('COMPLETED'));
    await page.views.keep(part('lecture', lecture()));
    await eventually(() => expect(stream.documents.at(-1).lecture.title).toBe('Algorithms 101'));
    await page.views.keep(part('account', account({ id: drPark, name: 'Dr. Park' })));
    await eventually(() => expect(stream.documents.at(-1).lecture.instructorName).toBe('Dr. Park'));
  });

  it('tells nobody else’s changes', async () => {
    const [mina, joon] = [await page.stream(), await page.stream(cast.joon)];
    await page.views.keep(part('registration', registration({ studentId: cast.joon.sub })));
    await shows(joon, ['AWAITING_PAYMENT']);
    await page.views.keep(part('registration', confirmed({ id: idOf(2) })));
    await shows(mina, ['CONFIRMED']);
    expect(joon.documents).toHaveLength(1);
  });

  it('tells every open page of a student, and none of them twice', async () => {
    const streams = [await page.stream(), await page.stream()];
    await page.views.keep(part('registration', registration()));
    for (const stream of streams) await shows(stream, ['AWAITING_PAYMENT']);
    await page.views.keep(part('registration', confirmed()));
    for (const stream of streams) await shows(stream, ['AWAITING_PAYMENT', 'CONFIRMED']);
  });

  it('goes on after the last event that a page has seen', async () => {
    const before = await page.stream();
    await page.views.keep(part('registration', registration()));
    await shows(before, ['AWAITING_PAYMENT']);
    const seen = before.lastEventId;
    before.close();
    await page.views.keep(part('registration', registration({ id: idOf(2) })));
    await page.views.keep(part('registration', confirmed()));
    const after = await page.stream(cast.mina, seen);
    await eventually(() =>
      expect(after.documents.map(({ registrationId }) => registrationId).sort()).toEqual([idOf(1), idOf(2)]),
    );
    expect(after.documents.find(({ registrationId }) => registrationId === idOf(1)).status).toBe('CONFIRMED');
  });

  it('begins with what a page has missed while it had seen no event at all', async () => {
    const before = await page.stream();
    await eventually(() => expect(before.lastEventId).toBeDefined());
    before.close();
    await page.views.keep(part('registration', registration()));
    await shows(await page.stream(cast.mina, before.lastEventId), ['AWAITING_PAYMENT']);
  });

  it('shows everything again to a page whose place nobody can read', async () => {
    await page.views.keep(part('registration', registration()));
    await shows(await page.stream(cast.mina, 'not-a-place'), ['AWAITING_PAYMENT']);
  });

  it('shows what a rebuild has brought, once', async () => {
    await page.views.keep(part('registration', registration()));
    const stream = await page.stream();
    await shows(stream, ['AWAITING_PAYMENT']);
    await page.views.startRebuild(idOf(900), ['registration']);
    const origin = { requestId: idOf(900), eventId: idOf(901), source: 'registration' };
    await page.views.keep(part('registration', confirmed()), origin);
    await page.views.ownerFinished(idOf(900), 'registration', 1);
    await page.views.switchWhenComplete();
    await shows(stream, ['AWAITING_PAYMENT', 'CONFIRMED']);
  });

  it('gives a sign of life while nothing happens', async () => {
    await page.stop();
    await start({ SUGANG_STREAM_HEARTBEAT_MS: '100' });
    const stream = await page.stream();
    await eventually(() => expect(stream.read.match(/^: still here$/gm)?.length).toBeGreaterThan(2));
  });

  it('ends when the token expires', async () => {
    const stream = await page.stream({ ...cast.mina, expiresIn: 1 });
    await stream.ended;
    expect(stream.status).toBe(200);
  });

  it('holds a few streams per student open, and no more', async () => {
    const streams = await Promise.all([1, 2, 3].map(() => page.stream()));
    const refused = await page.get('/mypage/stream');
    expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await page.stream(cast.joon)).status).toBe(200);
    streams[0]!.close();
    await eventually(async () => expect((await page.stream()).status).toBe(200));
  });

  it('is forgotten when the page is closed', async () => {
    const open = async () => /sugang_live_streams\{.*\} (\d+)/.exec(await page.service.metrics.text())?.[1];
    const stream = await page.stream();
    expect(await open()).toBe('1');
    stream.close();
    await eventually(async () => expect(await open()).toBe('0'));
  });

  it('ends when the service stops, so that the process can end', async () => {
    const streams = [await page.stream(), await page.stream(cast.joon)];
    const began = performance.now();
    page.service.beginShutdown();
    await Promise.all(streams.map(({ ended }) => ended));
    await page.service.close();
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
