import { beforeEach, expect, it } from '@jest/globals';
import { readEvent } from '#contracts';
import { OutsideTransaction } from '#persistence';
import { inContext, UuidV7Ids } from '#platform';
import { TestClock } from '#testing';
import { ZodError } from 'zod';
import { accountOf, changed, signedUp } from '../../test/states.js';
import { forget, onEveryStore } from '../../test/stores.js';
import { OutboxEntry } from '../entities.js';
import { Outbox } from './outbox.js';

onEveryStore('Outbox', (store) => {
  let outbox: Outbox;
  let wakes: number;

  beforeEach(async () => {
    await forget(store());
    wakes = 0;
    outbox = new Outbox(() => store(), new TestClock('2027-03-01T09:00:00.000Z'), new UuidV7Ids());
    outbox.onCommit(() => (wakes += 1));
  });

  const entries = () => store().reader.find(OutboxEntry, { order: { id: 'ASC' } });

  it('stores an event as a complete envelope with the context of its cause', async () => {
    const context = {
      correlationId: 'a-request',
      causationId: 'an-event',
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    await inContext(context, () => store().transaction(() => outbox.add(signedUp(1))));
    const [entry] = await entries();
    const event = readEvent(entry!.body);
    expect(event).toEqual({
      specversion: '1.0',
      id: entry!.id,
      source: '/sugang/identity',
      type: 'sugang.account.signed-up.v1',
      name: 'account.signed-up',
      subject: accountOf(1).id,
      time: '2027-03-01T09:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'https://sugang.dev/schemas/account.signed-up.v1.json',
      sequence: 1,
      correlationid: 'a-request',
      causationid: 'an-event',
      traceparent: context.traceparent,
      data: accountOf(1),
    });
    expect(entry).toMatchObject({ routingKey: 'account.signed-up.v1', status: 'PENDING', sentAt: null });
  });

  it('stores several events of one change with ordered ids and notifies after the commit', async () => {
    await store().transaction(async () => {
      await outbox.add(signedUp(1), changed(1));
      await outbox.add(changed(1, 3));
      expect(wakes).toBe(0);
    });
    expect((await entries()).map(({ body }) => readEvent(body).sequence)).toEqual([1, 2, 3]);
    expect(wakes).toBeGreaterThan(0);
  });

  it('stores nothing and does not notify when the transaction is rolled back', async () => {
    const change = store().transaction(async () => {
      await outbox.add(signedUp(1));
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    expect([await entries(), wakes]).toEqual([[], 0]);
  });

  it('rejects events outside a transaction', async () => {
    await expect(outbox.add(signedUp(1))).rejects.toThrow(OutsideTransaction);
    await expect(outbox.add()).rejects.toThrow(OutsideTransaction);
  });

  it('rejects an event that does not match the catalog', async () => {
    const bad = { ...signedUp(1), data: { ...accountOf(1), role: 'emperor' } } as never;
    await expect(store().transaction(() => outbox.add(bad))).rejects.toThrow(ZodError);
    expect(await entries()).toEqual([]);
  });

  it('removes properties that are not part of the event schema', async () => {
    const withExtra = { ...signedUp(1), data: { ...accountOf(1), passwordHash: 'secret' } } as never;
    await store().transaction(() => outbox.add(withExtra));
    expect((await entries())[0]!.body).not.toContain('secret');
  });
});
