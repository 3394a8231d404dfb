import type { EventsOfAggregate } from '../invariants/things.js';
import { newestEvents } from './events.js';
import { AT_A_TIME, rangesOf, valuesOf, within } from './ranges.js';
import { marksFor, type Store } from './store.js';
import { OWNERS, type Owner, type Stores } from './stores.js';

interface Aggregates {
  kind: EventsOfAggregate['kind'];
  table: string;
  /** Where others lie, whose ids somebody else has made. */
  others?: string;
  isPublic: string;
}

/** Whose events they are, and where the aggregates lie. A pending payment is nobody's business yet. */
const AGGREGATES: Record<Owner, Aggregates> = {
  registration: { kind: 'registration', table: 'registration', isPublic: '1 = 1' },
  payment: { kind: 'payment', table: 'payments', isPublic: `status <> 'PENDING'` },
  lecture: { kind: 'lecture', table: 'lecture', isPublic: '1 = 1' },
  identity: { kind: 'account', table: 'accounts', others: 'subjects', isPublic: '1 = 1' },
};

/**
 * Every aggregate that the newest events of its owner speak of, with the sequences they tell; then every one that was made
 * since the first of these events and is told by none.
 */
export async function* eventsOfAggregates(stores: Stores): AsyncGenerator<EventsOfAggregate> {
  for (const owner of OWNERS) yield* eventsOf(stores, owner);
}

async function* eventsOf(stores: Stores, owner: Owner): AsyncGenerator<EventsOfAggregate> {
  const store = stores[owner];
  const { kind, table, others = [] } = AGGREGATES[owner];
  const tables = [table, others].flat();
  const told = new Map<string, number[]>();
  let first: string | undefined;
  for await (const { id, subject, sequence } of newestEvents(stores, owner)) {
    told.set(subject, [sequence, ...(told.get(subject) ?? [])]);
    first = id;
  }
  const ids = [...told.keys()];
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const some = ids.slice(from, from + AT_A_TIME);
    const found = await aggregates(store, owner, tables, `id IN (${marksFor(some)})`, some);
    for (const id of some) {
      const sequences = told.get(id)!.sort((a, b) => a - b);
      yield { kind, id, sequences, version: found.get(id)?.version, isPublic: found.get(id)?.isPublic ?? false };
    }
  }
  if (first !== undefined) yield* untold(store, owner, first, told);
}

/** Ids begin with the time of their making, as those of events do. */
async function* untold(store: Store, owner: Owner, first: string, told: Map<string, unknown>) {
  const { kind, table } = AGGREGATES[owner];
  for await (const range of rangesOf(store, table, 'id', first)) {
    for (const [id, { version, isPublic }] of await aggregates(store, owner, [table], within('id'), valuesOf(range))) {
      if (!told.has(id)) yield { kind, id, sequences: [], version, isPublic };
    }
  }
}

async function aggregates(store: Store, owner: Owner, tables: string[], condition: string, values: string[]) {
  const { isPublic } = AGGREGATES[owner];
  const found = await Promise.all(
    tables.map((table) =>
      store.rows<{ id: string; version: number; public: number }>(
        `SELECT id, version, CASE WHEN ${isPublic} THEN 1 ELSE 0 END AS public FROM ${table} WHERE ${condition}`,
        values,
      ),
    ),
  );
  return new Map(found.flat().map(({ id, version, public: told }) => [id, { version, isPublic: told === 1 }]));
}
