import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { relationalServices } from '#contracts';
import { messagingEntities, messagingMigrations, Outbox } from '#messaging';
import { Database } from '#persistence';
import { SystemClock, UuidV7Ids } from '#platform';
import { aRegistration, idOf, onEveryStore } from '#testing';
import { consumptions } from './events.js';
import { openStore, type Stores } from './stores.js';
import type { Store } from './store.js';

onEveryStore('consumptions', (newStore) => {
  let database: Database;
  let store: Store;
  let outbox: Outbox;
  const clock = new SystemClock();
  beforeEach(async () => {
    const at = newStore();
    const parts = { entities: messagingEntities, migrations: messagingMigrations };
    database = await Database.open({ ...at, ...parts, service: 'registration' });
    store = await openStore(at.url, at.dataDir, 'registration');
    outbox = new Outbox(() => database, clock, new UuidV7Ids());
  });
  afterEach(async () => {
    await store.close();
    await database.close();
  });

  const canceled = (sequence: number) => ({
    ...{ name: 'registration.canceled' as const, subject: idOf(1), sequence },
    data: { ...aRegistration(), id: idOf(1) },
  });
  const newestId = async () => {
    const [row] = await database.reader.query<{ id: string }[]>('SELECT id FROM outbox ORDER BY id DESC LIMIT 1');
    return row!.id;
  };
  const published = async (sequence: number) => {
    await database.transaction(() => outbox.add(canceled(sequence)));
    return newestId();
  };
  const consumed = (consumer: string, id: string) =>
    database.reader.query('INSERT INTO inbox (consumer, event_id, consumed_at) VALUES (?, ?, ?)', [
      ...[consumer, id, '2027-03-01 00:00:00'],
    ]);
  const republished = async (consumer: string, sequence: number) => {
    await database.transaction(() => outbox.addForResync(consumer, idOf(900), [canceled(sequence)]));
    return newestId();
  };
  const lost = async (consumer: string) => {
    const stores = {
      ...Object.fromEntries(relationalServices.map((name) => [name, store])),
      queues: { parked: async () => [] },
    } as unknown as Stores;
    const found: string[] = [];
    for await (const each of consumptions(stores))
      if (each.consumer === consumer && each.rows === 0 && !each.isReplaced) found.push(each.eventId);
    return found;
  };

  it('are replaced by a state at least as new that the consumer has from a resync', async () => {
    await consumed('lecture', await published(1));
    const second = await published(2);
    expect(await lost('lecture')).toEqual([second]);
    const state = await republished('lecture', 2);
    expect(await lost('lecture')).toEqual([second]);
    await consumed('lecture', state);
    expect(await lost('lecture')).toEqual([]);
    const third = await published(3);
    expect(await lost('lecture')).toEqual([third]);
  });

  it('are not replaced where the event has an effect that no state has', async () => {
    await consumed('notification', await published(1));
    const second = await published(2);
    await consumed('notification', await republished('notification', 2));
    expect(await lost('notification')).toEqual([second]);
  });
});
