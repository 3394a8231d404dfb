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
