import { beforeEach, expect, it } from '@jest/globals';
import { readEvent, resyncFinishedKeyOf, resyncKeyOf, type ResyncRequested } from '#contracts';
import { Log, UuidV7Ids } from '#platform';
import { idOf, TestClock } from '#testing';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { OutboxEntry, ResyncJob } from '../entities.js';
import { Outbox } from '../outbox/outbox.js';
import { ResyncPublisher, type ResyncSource } from './resync-publisher.js';

const request: ResyncRequested = { requestId: idOf(900), consumer: 'mypage', requestedAt: '2027-03-01T00:00:00.000Z' };

/** A source with the students numbered `from` to `to`. */
const students = (kind: string, from: number, to: number): ResyncSource => ({
  kind,
  page: async (afterId, limit) => {
    const all = Array.from({ length: to - from + 1 }, (_, n) => from + n).filter((n) => idOf(n) > afterId);
    const selected = all.slice(0, limit);
    return { events: selected.map(signedUp), ...(all.length > limit && { last: idOf(selected.at(-1)!) }) };
  },
});

onEveryStore('ResyncPublisher', (store) => {
  const clock = new TestClock();
  const ids = new UuidV7Ids();
  const outbox = new Outbox(() => store(), clock, ids);

  beforeEach(() => forget(store()));

  const publisher = (...sources: ResyncSource[]) =>
    new ResyncPublisher({ service: 'identity', database: store(), outbox, clock, ids, log: Log.silent() }, sources);
  const publishAll = async (one: ResyncPublisher) => {
    while ((await one.publishPage()) === 'more');
  };
  const outgoing = (routingKey: string) =>
    store().reader.find(OutboxEntry, { where: { routingKey }, order: { id: 'ASC' } });
  const published = async () =>
    (await outgoing(resyncKeyOf('mypage', 'account.signed-up'))).map(({ body }) => readEvent(body));
  const completions = async (consumer = 'mypage') =>
    (await outgoing(resyncFinishedKeyOf(consumer))).map(({ body }) => JSON.parse(body) as unknown);

  it('publishes every current state to the one consumer, then the number of states', async () => {
    const one = publisher(students('student', 1, 450), students('instructor', 501, 503), students('admin', 600, 599));
    await one.accept(request);
    await publishAll(one);
    const events = await published();
    expect(events.map(({ subject }) => subject)).toEqual(
      [...Array.from({ length: 450 }, (_, n) => n + 1), 501, 502, 503].map(idOf),
    );
    expect(events[0]).toMatchObject({ sequence: 1, resync: request.requestId, correlationid: request.requestId });
    expect(new Set(events.map(({ id }) => id)).size).toBe(453);
    expect(await completions()).toEqual([
      { requestId: request.requestId, consumer: 'mypage', source: 'identity', emitted: 453 },
    ]);
    expect(await store().reader.count(OutboxEntry)).toBe(454);
  });

  it('publishes only the completion when there are no states', async () => {
    const one = publisher(students('student', 1, 0));
    await one.accept(request);
    await publishAll(one);
    expect([await published(), await completions()]).toEqual([[], [expect.objectContaining({ emitted: 0 })]]);
  });

  it('continues where it stopped when the process dies between two pages', async () => {
    const before = publisher(students('student', 1, 450));
    await before.accept(request);
    await before.publishPage();
    expect(await published()).toHaveLength(200);
    await publishAll(publisher(students('student', 1, 450)));
    expect((await published()).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 450 }, (_, n) => idOf(n + 1)),
    );
    expect(await completions()).toEqual([expect.objectContaining({ emitted: 450 })]);
  });

  it('publishes no part of a page that fails', async () => {
    const sound = students('student', 1, 450);
    let pages = 0;
    const one = publisher({
      kind: 'student',
      page: async (afterId, limit) => {
        pages += 1;
        const page = await sound.page(afterId, limit);
        if (pages !== 2) return page;
        await outbox.addForResync('mypage', request.requestId, page.events.slice(0, 10));
        throw new Error('out of memory');
      },
    });
    await one.accept(request);
    await expect(publishAll(one)).rejects.toThrow('out of memory');
    expect(await published()).toHaveLength(200);
    await publishAll(one);
    expect(await published()).toHaveLength(450);
    expect(await completions()).toEqual([expect.objectContaining({ emitted: 450 })]);
  });

  it('publishes each state once when replicas work concurrently', async () => {
    const replicas = [1, 2, 3].map(() => publisher(students('student', 1, 900)));
    await Promise.all(replicas.map((replica) => replica.accept(request)));
    await Promise.all(replicas.map(publishAll));
    expect(await published()).toHaveLength(900);
    expect(await completions()).toEqual([expect.objectContaining({ emitted: 900 })]);
  });

  it('treats a request delivered twice as one, and repeats the completion of a finished request', async () => {
    const one = publisher(students('student', 1, 3));
    await one.accept(request);
    await one.accept(request);
    expect(await store().reader.count(ResyncJob)).toBe(1);
    await publishAll(one);
    await one.accept(request);
    await publishAll(one);
    expect(await published()).toHaveLength(3);
    expect(await completions()).toEqual([1, 2].map(() => expect.objectContaining({ emitted: 3 })));
  });

  it('serves several consumers, and ignores a request of its own service', async () => {
    const one = publisher(students('student', 1, 3));
    await one.accept(request);
    await one.accept({ ...request, requestId: idOf(901), consumer: 'lecture' });
    await one.accept({ ...request, requestId: idOf(902), consumer: 'identity' });
    await publishAll(one);
    expect(await completions('mypage')).toEqual([expect.objectContaining({ requestId: idOf(900), emitted: 3 })]);
    expect(await completions('lecture')).toEqual([expect.objectContaining({ requestId: idOf(901), emitted: 3 })]);
    expect(await completions('identity')).toEqual([]);
  });
});
