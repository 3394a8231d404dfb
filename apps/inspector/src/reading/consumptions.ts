import type { EventName } from '#contracts';
import type { Consumption } from '../invariants/things.js';
import { newestEvents, type OutboxEvent } from './events.js';
import { AT_A_TIME } from './ranges.js';
import { instantOf, marksFor, type Store } from './store.js';
import type { Owner, Stores } from './stores.js';

/** Who consumes what with an inbox; My Page has none, its sequences are looked at instead. */
const SUBSCRIPTIONS: { consumer: Owner | 'notification'; owner: Owner; names: RegExp }[] = [
  { consumer: 'registration', owner: 'lecture', names: /^lecture\./ },
  { consumer: 'registration', owner: 'payment', names: /^payment\.(completed|declined)$/ },
  { consumer: 'payment', owner: 'registration', names: /^registration\.(canceled|expired|declined)$/ },
  { consumer: 'lecture', owner: 'registration', names: /^registration\./ },
  { consumer: 'lecture', owner: 'identity', names: /^account\./ },
  { consumer: 'notification', owner: 'registration', names: /^registration\./ },
  { consumer: 'notification', owner: 'payment', names: /^payment\.canceled$/ },
  { consumer: 'notification', owner: 'lecture', names: /^lecture\./ },
  { consumer: 'notification', owner: 'identity', names: /^account\./ },
];

/** The newest events, for each of their consumers; without those from before it consumed anything: it had those told again. */
export async function* consumptions(stores: Stores): AsyncGenerator<Consumption> {
  const parked = new Set((await stores.queues.parked()).map(({ id }) => id));
  for (const { consumer, owner, names } of SUBSCRIPTIONS) {
    const store = stores[consumer];
    if (!store) continue;
    const since = await firstConsumed(store, consumer);
    const isParked = ({ id }: OutboxEvent) => parked.has(`${consumer}:${id}`);
    let some: OutboxEvent[] = [];
    for await (const event of newestEvents(stores, owner)) {
      if (instantOf(event.createdAt) < since) break;
      if (names.test(event.name)) some.push(event);
      if (some.length < AT_A_TIME) continue;
      yield* consumed(store, consumer, some, isParked);
      some = [];
    }
    yield* consumed(store, consumer, some, isParked);
  }
}

async function firstConsumed(store: Store, consumer: string): Promise<string> {
  const [row] = await store.rows<{ first: string | null }>(
    'SELECT MIN(consumed_at) AS first FROM inbox WHERE consumer = ?',
    [consumer],
  );
  return row?.first ? instantOf(row.first) : '';
}

async function* consumed(
  store: Store,
  consumer: string,
  events: OutboxEvent[],
  isParked: (event: OutboxEvent) => boolean,
): AsyncGenerator<Consumption> {
  if (events.length === 0) return;
  const rows = await store.rows<{ id: string; count: number }>(
    `SELECT event_id AS id, COUNT(*) AS count FROM inbox
     WHERE consumer = ? AND event_id IN (${marksFor(events)}) GROUP BY event_id`,
    [consumer, ...events.map(({ id }) => id)],
  );
  const countOf = new Map(rows.map(({ id, count }) => [id, count]));
  for (const event of events) {
    const name: EventName = event.name;
    yield { consumer, eventId: event.id, name, rows: countOf.get(event.id) ?? 0, isParked: isParked(event) };
  }
}
