import { beforeEach, expect, it } from '@jest/globals';
import { UuidV7Ids } from '#platform';
import { hours, TestClock } from '#testing';
import { signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { OutboxEntry } from '../entities.js';
import { LocalRelayQueue } from './local-relay-queue.js';
import { OutboxRows } from './outbox-rows.js';
import { Outbox } from './outbox.js';

onEveryStore('a claim of outbox messages', (store) => {
  const claimed = async (by: string) => (await new OutboxRows(store()).claim(by, 10)).length;
  const shiftLeases = (ms: number) =>
    store().transaction(({ manager }) =>
      manager.update(OutboxEntry, { status: 'PENDING' }, { leaseUntil: () => `lease_until + ${ms}` }),
    );

  beforeEach(() => forget(store()));

  /** A claim by a relay, or by the local queue of the process that wrote the message. */
  async function claimFirst(by: 'relay' | 'local queue'): Promise<void> {
    const clockAhead = new TestClock(new Date(Date.now() + hours(5)).toISOString());
    const outbox = new Outbox(() => store(), clockAhead, new UuidV7Ids());
    if (by === 'local queue') outbox.useLocalQueue(new LocalRelayQueue('local'));
    await store().transaction(() => outbox.add(signedUp(1)));
    if (by === 'relay') expect(await claimed('first')).toBe(1);
  }

  it.each(['relay', 'local queue'] as const)(
    'by a %s lasts on the clock of the store, whatever the clock of the process shows',
    async (by) => {
      await claimFirst(by);
      expect(await claimed('second')).toBe(0);
      await shiftLeases(-11_000);
      expect(await claimed('second')).toBe(1);
    },
  );

  it.each(['relay', 'local queue'] as const)(
    'by a %s ends when the clock of the store has been set back by an hour',
    async (by) => {
      await claimFirst(by);
      await shiftLeases(hours(1));
      expect(await claimed('second')).toBe(1);
    },
  );
});

onEveryStore('recent events', (store) => {
  beforeEach(() => forget(store()));

  it('are listed newest first and without their data, published or not', async () => {
    const rows = new OutboxRows(store());
    const outbox = new Outbox(() => store(), new TestClock(), new UuidV7Ids());
    for (const sequence of [1, 2, 3]) await store().transaction(() => outbox.add(signedUp(sequence)));
    const [first] = await rows.claim('relay', 1);
    await rows.markSent('relay', [first!], new Date('2027-03-02T01:00:00Z'));

    const [newest, ...older] = await rows.recent(3);
    expect(newest).toEqual({
      id: expect.any(String),
      service: 'identity',
      name: 'account.signed-up.v1',
      subject: signedUp(3).subject,
      sequence: 1,
      time: expect.any(String),
      correlationId: expect.any(String),
      publishedAt: null,
    });
    expect(await rows.recent(3, newest!.id)).toEqual(older);
    expect(older.map(({ publishedAt }) => publishedAt)).toEqual([null, '2027-03-02T01:00:00.000Z']);
  });

  it('contain neither the messages that end a resync nor what is not an event', async () => {
    const outbox = new Outbox(() => store(), new TestClock(), new UuidV7Ids());
    await store().transaction(() => outbox.add(signedUp(1)));
    await store().transaction(async ({ manager }) => {
      const [event] = await manager.find(OutboxEntry);
      await manager.insert(OutboxEntry, [
        { ...event!, id: 'the-end-of-a-resync', routingKey: 'resync-finished.mypage.v1' },
        { ...event!, id: 'not-an-event', body: '{}' },
      ]);
    });
    expect(await new OutboxRows(store()).recent(3)).toMatchObject([{ name: 'account.signed-up.v1', sequence: 1 }]);
  });
});
