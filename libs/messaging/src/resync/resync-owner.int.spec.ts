import { beforeEach, expect, it } from '@jest/globals';
import { readEvent, resyncFinishedKeyOf, resyncKeyOf, type ResyncRequested } from '#contracts';
import { Log, UuidV7Ids } from '#platform';
import { idOf, TestClock } from '#testing';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { OutboxEntry } from '../outbox/outbox-entry.js';
import { Outbox } from '../outbox/outbox.js';
import type { ResyncSource } from './resync-source.js';
import { ResyncJob } from './resync-job.js';
import { ResyncOwner } from './resync-owner.js';

const request: ResyncRequested = { requestId: idOf(900), consumer: 'mypage', requestedAt: '2027-03-01T00:00:00.000Z' };

/** Students numbered `from` to `to`, two kinds of them to tell. */
const students = (kind: string, from: number, to: number): ResyncSource => ({
  kind,
  page: async (afterId, limit) => {
    const all = Array.from({ length: to - from + 1 }, (_, n) => from + n).filter((n) => idOf(n) > afterId);
    const told = all.slice(0, limit);
    return { events: told.map(signedUp), ...(all.length > limit && { last: idOf(told.at(-1)!) }) };
  },
});

onEveryStore('an owner that is asked for a resync', (store) => {
  const clock = new TestClock();
  const ids = new UuidV7Ids();
  const outbox = new Outbox(() => store(), clock, ids);

  beforeEach(() => forget(store()));

  const owner = (...kinds: ResyncSource[]) =>
    new ResyncOwner('identity', store(), outbox, kinds, clock, ids, Log.silent());
  const tellAll = async (one: ResyncOwner) => {
    while ((await one.round()) === 'again');
  };
  const outgoing = (routingKey: string) =>
    store().reader.find(OutboxEntry, { where: { routingKey }, order: { id: 'ASC' } });
  const told = async () =>
    (await outgoing(resyncKeyOf('mypage', 'account.signed-up'))).map(({ body }) => readEvent(body));
  const notices = async (consumer = 'mypage') =>
    (await outgoing(resyncFinishedKeyOf(consumer))).map(({ body }) => JSON.parse(body) as unknown);

  it('tells that one consumer every present state, then how many there were', async () => {
    const one = owner(students('student', 1, 450), students('instructor', 501, 503), students('admin', 600, 599));
    await one.accept(request);
    await tellAll(one);
    const events = await told();
    expect(events.map(({ subject }) => subject)).toEqual(
      [...Array.from({ length: 450 }, (_, n) => n + 1), 501, 502, 503].map(idOf),
    );
    expect(events[0]).toMatchObject({ sequence: 1, resync: request.requestId, correlationid: request.requestId });
    expect(new Set(events.map(({ id }) => id)).size).toBe(453);
    expect(await notices()).toEqual([
      { requestId: request.requestId, consumer: 'mypage', source: 'identity', emitted: 453 },
    ]);
    expect(await store().reader.count(OutboxEntry)).toBe(454);
  });

  it('tells nothing but the end when it has nothing', async () => {
    const one = owner(students('student', 1, 0));
    await one.accept(request);
    await tellAll(one);
    expect([await told(), await notices()]).toEqual([[], [expect.objectContaining({ emitted: 0 })]]);
  });

  it('goes on where it was when it dies between two pages', async () => {
    const before = owner(students('student', 1, 450));
    await before.accept(request);
    await before.round();
    expect(await told()).toHaveLength(200);
    await tellAll(owner(students('student', 1, 450)));
    expect((await told()).map(({ subject }) => subject)).toEqual(Array.from({ length: 450 }, (_, n) => idOf(n + 1)));
    expect(await notices()).toEqual([expect.objectContaining({ emitted: 450 })]);
  });

  it('leaves no half page when a page fails', async () => {
    const sound = students('student', 1, 450);
    let pages = 0;
    const one = owner({
      kind: 'student',
      page: async (afterId, limit) => {
        pages += 1;
        const page = await sound.page(afterId, limit);
        if (pages !== 2) return page;
        await outbox.addAgain('mypage', request.requestId, page.events.slice(0, 10));
        throw new Error('out of memory');
      },
    });
    await one.accept(request);
    await expect(tellAll(one)).rejects.toThrow('out of memory');
    expect(await told()).toHaveLength(200);
    await tellAll(one);
    expect(await told()).toHaveLength(450);
    expect(await notices()).toEqual([expect.objectContaining({ emitted: 450 })]);
  });

  it('tells each state once although its replicas work side by side', async () => {
    const replicas = [1, 2, 3].map(() => owner(students('student', 1, 900)));
    await Promise.all(replicas.map((replica) => replica.accept(request)));
    await Promise.all(replicas.map(tellAll));
    expect(await told()).toHaveLength(900);
    expect(await notices()).toEqual([expect.objectContaining({ emitted: 900 })]);
  });

  it('takes a request that is delivered twice for one, and repeats its notice when asked again afterwards', async () => {
    const one = owner(students('student', 1, 3));
    await one.accept(request);
    await one.accept(request);
    expect(await store().reader.count(ResyncJob)).toBe(1);
    await tellAll(one);
    await one.accept(request);
    await tellAll(one);
    expect(await told()).toHaveLength(3);
    expect(await notices()).toEqual([1, 2].map(() => expect.objectContaining({ emitted: 3 })));
  });

  it('serves several consumers, and never itself', async () => {
    const one = owner(students('student', 1, 3));
    await one.accept(request);
    await one.accept({ ...request, requestId: idOf(901), consumer: 'lecture' });
    await one.accept({ ...request, requestId: idOf(902), consumer: 'identity' });
    await tellAll(one);
    expect(await notices('mypage')).toEqual([expect.objectContaining({ requestId: idOf(900), emitted: 3 })]);
    expect(await notices('lecture')).toEqual([expect.objectContaining({ requestId: idOf(901), emitted: 3 })]);
    expect(await notices('identity')).toEqual([]);
  });
});
