import {
  consumedBy,
  type EventName,
  isEventName,
  publishers,
  reactedToBy,
  relationalServices,
  resyncKeyOf,
  sourceOf,
  type Publisher,
  type RelationalService,
} from '#contracts';
import type { Consumption, EventsOfAggregate } from '../invariants/records.js';
import { BATCH_SIZE, marksFor, rangesOf, type Store, valuesOf, within } from './store.js';
import type { Stores } from './stores.js';

interface OutboxEvent {
  id: string;
  name: EventName;
  subject: string;
  sequence: number;
  /** Of a registration or payment. */
  refundDue: number;
}

/** Limits the memory: only the newest events of each outbox are checked. */
const MAX_EVENTS = 100_000;
const EVENTS_PER_PAGE = 2_000;

interface Row extends Omit<OutboxEvent, 'name'> {
  routingKey: string;
}

async function* newestEvents(stores: Stores, publisher: Publisher): AsyncGenerator<OutboxEvent> {
  const store = stores[publisher];
  const sql = `SELECT id, routing_key AS routingKey, ${store.attribute('subject')} AS subject,
      ${store.attribute('sequence')} AS sequence, ${store.attribute('data.refundDue.amount')} AS refundDue
    FROM outbox WHERE id < ? ORDER BY id DESC LIMIT ${EVENTS_PER_PAGE}`;
  let before = '~';
  for (let seen = 0; seen < MAX_EVENTS; seen += EVENTS_PER_PAGE) {
    const rows = await store.rows<Row>(sql, [before]);
    for (const { routingKey, sequence, refundDue, ...row } of rows) {
      const name = routingKey.replace(/\.v1$/, '');
      if (isEventName(name)) yield { ...row, name, sequence: Number(sequence), refundDue: Number(refundDue) };
    }
    if (rows.length < EVENTS_PER_PAGE) return;
    before = rows.at(-1)!.id;
  }
}

interface Aggregates {
  kind: EventsOfAggregate['kind'];
  table: string;
  others?: string;
  /** SQL condition: a pending payment has not been published yet. */
  isPublic: string;
}

const AGGREGATES: Record<Publisher, Aggregates> = {
  registration: { kind: 'registration', table: 'registration', isPublic: '1 = 1' },
  payment: { kind: 'payment', table: 'payments', isPublic: `status <> 'PENDING'` },
  lecture: { kind: 'lecture', table: 'lecture', others: 'announcement', isPublic: '1 = 1' },
  identity: { kind: 'account', table: 'accounts', others: 'subjects', isPublic: '1 = 1' },
};

/** Every aggregate that the newest events are about, with the states that they published, and every aggregate that was created
 * since the first of these events but has none. */
export async function* eventsOfAggregates(stores: Stores): AsyncGenerator<EventsOfAggregate> {
  for (const publisher of publishers) yield* eventsOf(stores, publisher);
}

async function* eventsOf(stores: Stores, publisher: Publisher): AsyncGenerator<EventsOfAggregate> {
  const store = stores[publisher];
  const { kind, table, others = [] } = AGGREGATES[publisher];
  const tables = [table, others].flat();
  const statesOf = new Map<string, EventsOfAggregate['states']>();
  let first: string | undefined;
  for await (const { id, subject, sequence, refundDue } of newestEvents(stores, publisher)) {
    statesOf.set(subject, [{ sequence, refundDue }, ...(statesOf.get(subject) ?? [])]);
    first = id;
  }
  const ids = [...statesOf.keys()];
  for (let from = 0; from < ids.length; from += BATCH_SIZE) {
    const some = ids.slice(from, from + BATCH_SIZE);
    const found = await aggregates(store, publisher, tables, `id IN (${marksFor(some)})`, some);
    for (const id of some) {
      const states = statesOf.get(id)!.sort((one, other) => one.sequence - other.sequence);
      yield { kind, id, states, version: found.get(id)?.version, isPublic: found.get(id)?.isPublic ?? false };
    }
  }
  if (first !== undefined) yield* withoutEvents(store, publisher, first, statesOf);
}

// UUIDv7 ids begin with their creation time, so the id of an event is a lower bound for ids of aggregates.
async function* withoutEvents(store: Store, publisher: Publisher, first: string, known: Map<string, unknown>) {
  const { kind, table } = AGGREGATES[publisher];
  for await (const range of rangesOf(store, table, 'id', first)) {
    for (const [id, { version, isPublic }] of await aggregates(
      store,
      publisher,
      [table],
      within('id'),
      valuesOf(range),
    )) {
      if (!known.has(id)) yield { kind, id, states: [], version, isPublic };
    }
  }
}

async function aggregates(store: Store, publisher: Publisher, tables: string[], condition: string, values: string[]) {
  const { isPublic } = AGGREGATES[publisher];
  const found = await Promise.all(
    tables.map((table) =>
      store.rows<{ id: string; version: number; public: number }>(
        `SELECT id, version, CASE WHEN ${isPublic} THEN 1 ELSE 0 END AS public FROM ${table} WHERE ${condition}`,
        values,
      ),
    ),
  );
  return new Map(
    found.flat().map(({ id, version, public: published }) => [id, { version, isPublic: published === 1 }]),
  );
}

const subscriptions = () =>
  relationalServices.flatMap((consumer) =>
    publishers.map((publisher) => {
      const names = consumedBy(consumer).filter((name) => sourceOf(name) === publisher);
      return [consumer, publisher, names] as const;
    }),
  );

/** Events since the first one that the consumer has consumed from each publisher, newest first: what is older was published
 * before the consumer existed. The instants of publisher and consumer are of two clocks and are not compared. */
export async function* consumptions(stores: Stores): AsyncGenerator<Consumption> {
  const parked = new Set((await stores.queues.parked()).map(({ id }) => id));
  for (const [consumer, publisher, names] of subscriptions()) {
    const store = stores[consumer];
    if (!store || names.length === 0) continue;
    const isParked = ({ id }: OutboxEvent) => parked.has(`${consumer}:${id}`);
    const events = batchesOf(newestEvents(stores, publisher), names);
    yield* sinceFirst(flat(events, (some) => consumed(stores[publisher], store, consumer, some, isParked)));
  }
}

async function* flat<From, To>(all: AsyncIterable<From>, of: (each: From) => AsyncIterable<To>): AsyncGenerator<To> {
  for await (const each of all) yield* of(each);
}

async function* sinceFirst(newestFirst: AsyncIterable<Consumption>): AsyncGenerator<Consumption> {
  let missing: Consumption[] = [];
  for await (const each of newestFirst) {
    missing.push(each);
    if (each.rows === 0 && !each.isParked && !each.isReplaced) continue;
    yield* missing;
    missing = [];
  }
}

async function* batchesOf(events: AsyncIterable<OutboxEvent>, names: EventName[]): AsyncGenerator<OutboxEvent[]> {
  let some: OutboxEvent[] = [];
  for await (const event of events) {
    if (names.includes(event.name)) some.push(event);
    if (some.length < BATCH_SIZE) continue;
    yield some;
    some = [];
  }
  yield some;
}

async function* consumed(
  publisher: Store,
  store: Store,
  consumer: RelationalService,
  events: OutboxEvent[],
  isParked: (event: OutboxEvent) => boolean,
): AsyncGenerator<Consumption> {
  const countOf = await consumedTimes(store, consumer, events);
  const missing = events.filter((event) => !countOf.has(event.id) && !isParked(event));
  const replaceable = missing.filter(({ name }) => !reactedToBy(consumer).includes(name));
  const replaced = await replacedByStates(publisher, store, consumer, replaceable);
  for (const event of events) {
    const { id, name } = event;
    const rows = countOf.get(id) ?? 0;
    yield { consumer, eventId: id, name, rows, isParked: isParked(event), isReplaced: replaced.has(id) };
  }
}

async function consumedTimes(store: Store, consumer: string, events: { id: string }[]): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const rows = await store.rows<{ id: string; count: number }>(
    `SELECT event_id AS id, COUNT(*) AS count FROM inbox
     WHERE consumer = ? AND event_id IN (${marksFor(events)}) GROUP BY event_id`,
    [consumer, ...events.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The ids of the events for whose aggregate the consumer has consumed a re-published state that is at least as new. */
async function replacedByStates(
  publisher: Store,
  store: Store,
  consumer: RelationalService,
  events: OutboxEvent[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const [subject, sequence] = [publisher.attribute('subject'), publisher.attribute('sequence')];
  const keys = consumedBy(consumer).map((name) => resyncKeyOf(consumer, name));
  const subjects = [...new Set(events.map((event) => event.subject))];
  const states = await publisher.rows<{ id: string; subject: string; sequence: number }>(
    `SELECT id, ${subject} AS subject, ${sequence} AS sequence FROM outbox
     WHERE routing_key IN (${marksFor(keys)}) AND ${subject} IN (${marksFor(subjects)})`,
    [...keys, ...subjects],
  );
  const countOf = await consumedTimes(store, consumer, states);
  const newest = new Map<string, number>();
  for (const state of states) {
    if (!countOf.has(state.id)) continue;
    newest.set(state.subject, Math.max(newest.get(state.subject) ?? 0, Number(state.sequence)));
  }
  return new Set(events.filter((event) => event.sequence <= (newest.get(event.subject) ?? 0)).map(({ id }) => id));
}
