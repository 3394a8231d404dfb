import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cast, EventStream, eventually, minutes, seconds, tempDir, TestClock, type TokenClaims } from '#testing';
import { LiveViews } from '../src/http/live-views.js';
import type { SqliteViews } from '../src/persistence/sqlite-views.js';
import { RunningMyPage } from './running-my-page.js';
import { confirmed, idOf, part, registration } from './states.js';

const REFUSED = { status: 401, body: { code: 'UNAUTHENTICATED', detail: expect.stringContaining('Create a new one') } };

describe('a ticket for a stream', () => {
  const dir = tempDir('mypage-tickets');
  let page: RunningMyPage;
  let clock: TestClock;
  let number = 0;
  beforeEach(async () => {
    clock = new TestClock();
    page = await RunningMyPage.start(`${dir}/${++number}`, { SUGANG_STREAM_POLL_MS: '50' }, undefined, clock);
  });
  afterEach(() => page.stop());

  const create = (who: TokenClaims | 'a stranger' = cast.mina) => page.post('/mypage/stream-tickets', who);
  const ticketOf = async (who?: TokenClaims): Promise<string> => (await create(who)).body.ticket;
  const open = (ticket: string, more = '', headers = {}) =>
    EventStream.open(`${page.url}/api/v1/mypage/stream?ticket=${encodeURIComponent(ticket)}${more}`, headers);
  const refusal = (ticket: string) => page.get(`/mypage/stream?ticket=${encodeURIComponent(ticket)}`, 'a stranger');
  const shows = (stream: EventStream, ids: string[]) =>
    eventually(() => expect(stream.documents.map(({ registrationId }) => registrationId)).toEqual(ids));

  it('opens the stream of the student who created it, without a token', async () => {
    const { status, body, headers } = await create();
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect(body).toEqual({
      ticket: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: new Date(clock.now().getTime() + minutes(1)).toISOString(),
    });
    const stream = await open(body.ticket);
    expect([stream.status, stream.headers['cache-control']]).toEqual([200, 'no-store']);
    await page.views.save(part('registration', registration({ id: idOf(2), studentId: cast.joon.sub })));
    await page.views.save(part('registration', registration()));
    await shows(stream, [idOf(1)]);
  });

  it('is valid once, also for the reconnection of an EventSource', async () => {
    const ticket = await ticketOf();
    (await open(ticket)).close();
    expect(await refusal(ticket)).toMatchObject(REFUSED);
    const reconnected = await open(ticket, '', { 'last-event-id': '1-1' });
    expect(reconnected.status).toBe(401);
  });

  it('opens one stream when it is used twice at once', async () => {
    const ticket = await ticketOf();
    const streams = await Promise.all(Array.from({ length: 10 }, () => open(ticket)));
    expect(streams.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(streams.filter(({ status }) => status === 401)).toHaveLength(9);
  });

  it('expires after 60 seconds', async () => {
    const [early, late] = [await ticketOf(), await ticketOf()];
    clock.step(seconds(60) - 1);
    expect((await open(early)).status).toBe(200);
    clock.step(1);
    expect(await refusal(late)).toMatchObject(REFUSED);
  });

  it('is refused when it is unknown or empty, whatever token comes with it', async () => {
    expect(await refusal('x'.repeat(43))).toMatchObject(REFUSED);
    expect((await refusal('')).body.code).toBe('INVALID_REQUEST');
    expect((await refusal('x'.repeat(101))).body.code).toBe('INVALID_REQUEST');
    expect((await page.get('/mypage/stream?ticket=unknown')).status).toBe(401);
    expect((await page.get('/mypage/stream', 'a stranger')).status).toBe(401);
    expect((await page.get('/mypage?ticket=unknown', 'a stranger')).status).toBe(401);
    const { headers } = await refusal('unknown');
    expect(headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('is created by students only', async () => {
    const statuses = ['a stranger', cast.drPark, cast.admin] as const;
    expect(await Promise.all(statuses.map(async (who) => (await create(who)).status))).toEqual([401, 403, 403]);
  });

  it('opens a stream that ends when the token that created it expires', async () => {
    const stream = await open(await ticketOf({ ...cast.mina, expiresIn: 1 }));
    await stream.ended;
    expect(stream.status).toBe(200);
  });

  it('continues after the last event, which a new EventSource states in the query', async () => {
    const before = await open(await ticketOf());
    await page.views.save(part('registration', registration()));
    await shows(before, [idOf(1)]);
    before.close();
    await page.views.save(part('registration', confirmed({ id: idOf(2) })));
    const after = await open(await ticketOf(), `&lastEventId=${before.lastEventId}`);
    await eventually(() => expect(after.documents.map(({ registrationId }) => registrationId)).toContain(idOf(2)));
  });

  it('leaves no stream behind when the client disconnects before the stream begins', async () => {
    const ticket = await ticketOf();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const liveViews = page.service.app.get(LiveViews, { strict: false });
    const follow = liveViews.follow.bind(liveViews);
    let followed: ReturnType<typeof follow> | undefined;
    liveViews.follow = (...request) => (followed = gate.then(() => follow(...request)));
    const leaving = new AbortController();
    const left = fetch(`${page.url}/api/v1/mypage/stream?ticket=${ticket}`, { signal: leaving.signal });
    await eventually(() => expect(followed).toBeDefined());
    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    release();
    const follower = await followed!;
    await eventually(() => expect(follower.closed).toBe(true));
    expect(await refusal(ticket)).toMatchObject(REFUSED);
  });

  it('is not stored as it is', async () => {
    const ticket = await ticketOf();
    const rows = await (page.views as SqliteViews)['database'].reader.query('SELECT * FROM stream_tickets');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(ticket);
  });

  it('is not used up by HEAD', async () => {
    const ticket = await ticketOf();
    const { status } = await fetch(`${page.url}/api/v1/mypage/stream?ticket=${ticket}`, { method: 'HEAD' });
    expect([status, (await open(ticket)).status]).toEqual([405, 200]);
  });
});
