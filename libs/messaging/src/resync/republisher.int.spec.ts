import { beforeEach, expect, it } from '@jest/globals';
import { readEvent, republishKeyOf, resyncFinishedKeyOf, type RepublishRequested } from '#contracts';
import { Log, UuidV7Ids } from '#platform';
import { idOf, TestClock } from '#testing';
import { changed, signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { OutboxEntry, RepublishJob } from '../entities.js';
import { OutboxRows } from '../outbox/outbox-rows.js';
import { Outbox } from '../outbox/outbox.js';
import { Republisher } from './republisher.js';

const request: RepublishRequested = {
  requestId: idOf(900),
  consumer: 'mypage',
  requestedAt: '2027-03-01T00:00:00.000Z',
  events: ['account.signed-up', 'payment.completed'],
};

onEveryStore('Republisher', (store) => {
  const clock = new TestClock();
  const ids = new UuidV7Ids();
  const outbox = new Outbox(() => store(), clock, ids);
  const publisher = () =>
    new Republisher(
      { service: 'identity', database: store(), outbox, clock, ids, log: Log.silent() },
      new OutboxRows(store()),
    );

  beforeEach(() => forget(store()));

  const add = (count: number) =>
    store().transaction(() => outbox.add(...Array.from({ length: count }, (_, n) => signedUp(n + 1))));
  const publishAll = async (one: Republisher) => {
    while ((await one.publishPage()) === 'more');
  };
  const outgoing = (routingKey: string) =>
    store().reader.find(OutboxEntry, { where: { routingKey }, order: { id: 'ASC' } });
  const published = async () =>
    (await outgoing(republishKeyOf('mypage', 'account.signed-up'))).map(({ body }) => readEvent(body));
  const completions = async () =>
    (await outgoing(resyncFinishedKeyOf('mypage'))).map(({ body }) => JSON.parse(body) as unknown);

  it('publishes the requested events again, unchanged and for the one consumer, and then their number', async () => {
    await add(450);
    await store().transaction(() => outbox.add(changed(1)));
    const one = publisher();
    await one.accept(request);
    await publishAll(one);
    const originals = await outgoing('account.signed-up.v1');
    expect((await published()).map(({ id }) => id)).toEqual(originals.map(({ id }) => id));
    expect((await published()).every(({ resync }) => resync === undefined)).toBe(true);
    expect(await outgoing(republishKeyOf('mypage', 'account.changed'))).toEqual([]);
    expect(await completions()).toEqual([
      { requestId: request.requestId, consumer: 'mypage', source: 'identity', emitted: 450 },
    ]);
  });

  it('publishes only the events of the requested time, and none that were stored after the request', async () => {
    const times: string[] = [];
    for (let n = 1; n <= 4; n += 1) {
      times.push(new Date().toISOString());
      // Both ends of the requested time are included: no event may have the millisecond of one.
      await new Promise((wake) => setTimeout(wake, 15));
      await add(1);
    }
    const one = publisher();
    await one.accept({ ...request, from: times[1], to: times[3] });
    await add(1);
    await publishAll(one);
    expect(await published()).toHaveLength(2);
    await one.accept({ ...request, requestId: idOf(901), from: times[3], to: '2999-01-01T00:00:00.000Z' });
    await publishAll(one);
    expect(await published()).toHaveLength(4);
  });

  it('publishes each event once when replicas work concurrently, and continues after a crash between two pages', async () => {
    await add(450);
    const replicas = [1, 2].map(() => publisher());
    await Promise.all(replicas.map((replica) => replica.accept(request)));
    await replicas[0]!.publishPage();
    await Promise.allSettled(replicas.map(publishAll));
    await publishAll(publisher());
    expect(await published()).toHaveLength(450);
    expect(await completions()).toHaveLength(1);
  });

  it('treats a request delivered twice as one, repeats a completion, and completes a request without own events', async () => {
    const one = publisher();
    for (let n = 0; n < 2; n += 1)
      await one.accept({ ...request, events: ['payment.completed', 'of-a-later-release'] });
    expect(await store().reader.count(RepublishJob)).toBe(1);
    await publishAll(one);
    await one.accept(request);
    expect(await completions()).toEqual([1, 2].map(() => expect.objectContaining({ emitted: 0 })));
    await one.accept({ ...request, requestId: idOf(902), consumer: 'identity' });
    expect(await store().reader.count(RepublishJob)).toBe(1);
  });
});
