import type { KeyRecord } from '../invariants/records.js';
import { marksFor, rangesOf, valuesOf, within, type Range, type Store } from './store.js';
import type { Stores } from './stores.js';

interface Row {
  id: string;
  state: KeyRecord['state'];
  status: number | null;
  resourceId: string | null;
  body: string | null;
}

const OWNERS = [
  { service: 'registration', table: 'registration' },
  { service: 'lecture', table: 'lecture' },
  { service: 'identity', table: 'accounts' },
] as const;

/** The idempotency records of every service, each with the resource that it names. */
export async function* keyRecords(stores: Stores): AsyncGenerator<KeyRecord> {
  for (const { service, table } of OWNERS) {
    const namedOnce = new Set<string>();
    for await (const range of rangesOf(stores[service], 'idempotency_record', 'id'))
      yield* (await recordsIn(stores[service], table, range)).map((record) => {
        const { resourceId } = record;
        const isSecond = resourceId !== null && namedOnce.has(resourceId);
        if (resourceId !== null) namedOnce.add(resourceId);
        return { ...record, service, isSecond };
      });
  }
}

async function recordsIn(store: Store, table: string, range: Range) {
  const rows = await store.rows<Row>(
    `SELECT id, state, status, resource_id AS resourceId, body FROM idempotency_record WHERE ${within('id')}`,
    valuesOf(range),
  );
  const existing = await existingAmong(store, table, rows);
  return rows.map(({ body, ...row }) => {
    const { id: answeredId, code } = answerIn(body);
    return { ...row, answeredId, code, isAggregate: row.resourceId !== null && existing.has(row.resourceId) };
  });
}

/** Ids of everything that the idempotency records of a store name, which are those of the last 24 hours. */
export async function namedResources(store: Store): Promise<Set<string>> {
  const named = new Set<string>();
  for await (const range of rangesOf(store, 'idempotency_record', 'id')) {
    const sql = `SELECT resource_id AS id FROM idempotency_record WHERE ${within('id')} AND resource_id IS NOT NULL`;
    for (const { id } of await store.rows<{ id: string }>(sql, valuesOf(range))) named.add(id);
  }
  return named;
}

async function existingAmong(store: Store, table: string, rows: Row[]): Promise<Set<string>> {
  const ids = rows.flatMap(({ resourceId }) => resourceId ?? []);
  if (ids.length === 0) return new Set();
  const found = await store.rows<{ id: string }>(`SELECT id FROM ${table} WHERE id IN (${marksFor(ids)})`, ids);
  return new Set(found.map(({ id }) => id));
}

const answerIn = (body: string | null): { id?: string; code?: string } =>
  body ? (JSON.parse(body) as { id?: string; code?: string }) : {};
