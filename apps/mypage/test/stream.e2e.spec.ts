import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ViewDocument } from '#contracts';
import { cast, type EventStream, eventually, tempDir } from '#testing';
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

  const metric = async (name: string) =>
    new RegExp(`^${name}\\{.*\\} (\\d+)`, 'm').exec(await page.service.metrics.text())?.[1];

  it('sends its headers immediately, before the first event', async () => {
    const stream = await page.stream();
    expect(stream).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
    });
    expect(stream.headers['x-correlation-id']).toBeDefined();
  });

  it('sends each change within a second, as the document that the list contains', async () => {
    await page.stop();
    await start({});
    const stream = await page.stream();
    await page.views.save(part('registration', registration()));
    const savedAt = performance.now();
    await shows(stream, ['AWAITING_PAYMENT']);
    expect(performance.now() - savedAt).toBeLessThan(1_000);
    await page.views.save(part('registration', confirmed()));
    await shows(stream, ['AWAITING_PAYMENT', 'CONFIRMED']);
    expect(stream.events.every(({ event }) => event === 'registration')).toBe(true);
    const { body } = await page.get(`/mypage/registrations/${idOf(1)}`);
    expect(ViewDocument.parse(stream.documents.at(-1))).toEqual(body);
  });

  it('sends changes of payment, lecture and instructor', async () => {
    const stream = await page.stream();
    await page.views.save(part('registration', confirmed()));
    await shows(stream, ['CONFIRMED']);
    await page.views.save(part('payment', payment()));
    await eventually(() => expect(stream.documents.at(-1).payment?.status).toBe('COMPLETED'));
    await page.views.save(part('lecture', lecture()));
    await eventually(() => expect(stream.documents.at(-1).lecture.title).toBe('Algorithms 101'));
    await page.views.save(part('account', account({ id: drPark, name: 'Dr. Park' })));
    await eventually(() => expect(stream.documents.at(-1).lecture.instructorName).toBe('Dr. Park'));
  });

  it('sends only the student’s own changes', async () => {
    const [mina, joon] = [await page.stream(), await page.stream(cast.joon)];
    await page.views.save(part('registration', registration({ studentId: cast.joon.sub })));
    await shows(joon, ['AWAITING_PAYMENT']);
    await page.views.save(part('registration', confirmed({ id: idOf(2) })));
    await shows(mina, ['CONFIRMED']);
    expect(joon.documents).toHaveLength(1);
  });

  it('sends each change once to every open stream of a student', async () => {
    const streams = [await page.stream(), await page.stream()];
    await page.views.save(part('registration', registration()));
    for (const stream of streams) await shows(stream, ['AWAITING_PAYMENT']);
    await page.views.save(part('registration', confirmed()));
    for (const stream of streams) await shows(stream, ['AWAITING_PAYMENT', 'CONFIRMED']);
  });

  it('continues after the last event that the client received', async () => {
    const before = await page.stream();
    await page.views.save(part('registration', registration()));
    await shows(before, ['AWAITING_PAYMENT']);
    const seen = before.lastEventId;
    before.close();
    await page.views.save(part('registration', registration({ id: idOf(2) })));
    await page.views.save(part('registration', confirmed()));
    const after = await page.stream(cast.mina, seen);
    await eventually(() =>
      expect(after.documents.map(({ registrationId }) => registrationId).sort()).toEqual([idOf(1), idOf(2)]),
    );
    expect(after.documents.find(({ registrationId }) => registrationId === idOf(1)).status).toBe('CONFIRMED');
  });

  it('starts with the changes that a client missed before its first event', async () => {
    const before = await page.stream();
    await eventually(() => expect(before.lastEventId).toBeDefined());
    before.close();
    await page.views.save(part('registration', registration()));
    await shows(await page.stream(cast.mina, before.lastEventId), ['AWAITING_PAYMENT']);
  });

  it('sends a reset for an unreadable Last-Event-ID, and then the changes', async () => {
    await page.views.save(part('registration', registration()));
    const stream = await page.stream(cast.mina, 'not-a-mark');
    await eventually(() => expect(stream.events).toMatchObject([{ event: 'reset', data: '{}' }]));
    await page.views.save(part('registration', confirmed()));
    await eventually(() => expect(stream.documents.at(-1)).toMatchObject({ status: 'CONFIRMED' }));
    expect(stream.lastEventId).toMatch(/^\d+-\d+$/);
  });

  it('sends one reset instead of more changes than it may send at once, and continues after it', async () => {
    await page.stop();
    await start({ SUGANG_STREAM_MAX_CHANGES: '5', SUGANG_STREAM_POLL_MS: '50' });
    const stream = await page.stream();
    for (let n = 1; n <= 9; n += 1) await page.views.save(part('registration', registration({ id: idOf(n) })));
    await eventually(() => expect(stream.events.at(-1)).toMatchObject({ event: 'reset' }));
    await page.views.save(part('registration', confirmed()));
    await eventually(() => expect(stream.documents.at(-1)).toMatchObject({ status: 'CONFIRMED' }));
    expect(stream.events.filter(({ event }) => event === 'reset')).toHaveLength(1);
  });

  it('sends a reset instead of 4,000 documents to nine streams, while another student is served', async () => {
    await page.stop();
    await start({ SUGANG_STREAM_POLL_MS: '50' });
    const mark = await page.views.mark();
    const numbers = Array.from({ length: 4_000 }, (_, n) => n + 1);
    await Promise.all(numbers.map((n) => page.views.save(part('registration', registration({ id: idOf(n) })))));
    const opening = Promise.all(Array.from({ length: 9 }, () => page.stream(cast.mina, mark)));
    for (let n = 0; n < 20; n += 1) expect((await page.get('/mypage', cast.joon)).status).toBe(200);
    for (const stream of await opening) {
      await eventually(() => expect(stream.events.map(({ event }) => event)).toContain('reset'));
      expect(stream.documents.length).toBeLessThanOrEqual(100);
    }
  });

  it('sends a reset after a rebuild', async () => {
    await page.views.save(part('registration', registration()));
    const stream = await page.stream();
    await shows(stream, ['AWAITING_PAYMENT']);
    await page.views.startRebuild(idOf(900), ['registration']);
    const origin = { requestId: idOf(900), eventId: idOf(901), source: 'registration' };
    await page.views.save(part('registration', confirmed()), origin);
    await page.views.ownerFinished(idOf(900), 'registration', 1);
    await page.views.switchWhenComplete();
    await eventually(() => expect(stream.events.map(({ event }) => event)).toContain('reset'));
    await page.views.save(part('registration', confirmed({ id: idOf(2) })));
    await eventually(() => expect(stream.documents.at(-1)).toMatchObject({ registrationId: idOf(2) }));
  });

  it('sends heartbeats while nothing changes', async () => {
    await page.stop();
    await start({ SUGANG_STREAM_HEARTBEAT_MS: '100' });
    const stream = await page.stream();
    await eventually(() => expect(stream.read.match(/^: heartbeat$/gm)?.length).toBeGreaterThan(2));
  });

  it('ends when the token expires', async () => {
    const stream = await page.stream({ ...cast.mina, expiresIn: 1 });
    await stream.ended;
    expect(stream.status).toBe(200);
  });

  it('ends the oldest stream of a student who opens more than allowed, and no stream of another one', async () => {
    const joons = await page.stream(cast.joon);
    const [oldest, second, third] = [await page.stream(), await page.stream(), await page.stream()];
    const newest = await page.stream();
    await oldest.ended;
    expect(oldest.read).toContain('retry: 60000\nevent: replaced\n');
    await page.views.save(part('registration', registration()));
    for (const stream of [second, third, newest]) await shows(stream, ['AWAITING_PAYMENT']);
    await page.views.save(part('registration', registration({ id: idOf(2), studentId: cast.joon.sub })));
    await shows(joons, ['AWAITING_PAYMENT']);
    expect(await metric('sugang_live_streams_replaced_total')).toBe('1');
  });

  it('serves a student whose other clients have stopped reading', async () => {
    const stalled = await Promise.all(Array.from({ length: 10 }, () => page.stream()));
    stalled.forEach((stream) => stream.stopReading());
    const stream = await page.stream();
    await page.views.save(part('registration', registration()));
    await shows(stream, ['AWAITING_PAYMENT']);
    expect(await metric('sugang_live_streams')).toBe('3');
  });

  it('is removed when the client closes it', async () => {
    const open = () => metric('sugang_live_streams');
    const stream = await page.stream();
    expect(await open()).toBe('1');
    stream.close();
    await eventually(async () => expect(await open()).toBe('0'));
  });

  it('ends when the service shuts down', async () => {
    const streams = [await page.stream(), await page.stream(cast.joon)];
    const startedAt = performance.now();
    page.service.beginShutdown();
    await Promise.all(streams.map(({ ended }) => ended));
    await page.service.close();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
