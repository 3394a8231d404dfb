import type { EntityManager } from 'typeorm';
import type { ResyncOrigin } from '../../ports/views.js';

export const partTableNames = {
  registration: 'registrations',
  payment: 'payments',
  lecture: 'lectures',
  account: 'accounts',
} as const;

/** Milliseconds since 1970 by the store's clock: when a part became visible, independent of the instants in its state. */
export const STORE_NOW = `CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)`;

export interface Generation {
  id: number;
  requestId: string | null;
  status: 'ACTIVE' | 'BUILDING';
}

export const ACTIVE = `(SELECT id FROM generations WHERE status = 'ACTIVE')`;

export const liveGenerations = (manager: EntityManager): Promise<Generation[]> =>
  manager.query(`SELECT id, request_id AS requestId, status FROM generations WHERE status IN ('ACTIVE', 'BUILDING')`);

export async function openGeneration(
  manager: EntityManager,
  requestId: string,
  sources: readonly string[],
): Promise<void> {
  const known: unknown[] = await manager.query('SELECT id FROM generations WHERE request_id = ?', [requestId]);
  if (known.length > 0) return;
  await manager.query(`UPDATE generations SET status = 'ABANDONED' WHERE status = 'BUILDING'`);
  const [opened] = await manager.query<{ id: number }[]>(
    `INSERT INTO generations (request_id, status) VALUES (?, 'BUILDING') RETURNING id`,
    [requestId],
  );
  for (const source of sources)
    await manager.query('INSERT INTO rebuild_owners (generation, source) VALUES (?, ?)', [opened?.id, source]);
}

export async function countEvent(
  manager: EntityManager,
  generation: number,
  { eventId, source }: ResyncOrigin,
): Promise<void> {
  const fresh: unknown[] = await manager.query(
    'INSERT INTO rebuild_events (generation, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING event_id',
    [generation, eventId],
  );
  if (fresh.length > 0)
    await manager.query('UPDATE rebuild_owners SET kept = kept + 1 WHERE generation = ? AND source = ?', [
      generation,
      source,
    ]);
}

export const recordEmitted = (
  manager: EntityManager,
  requestId: string,
  source: string,
  emitted: number,
): Promise<unknown> =>
  manager.query(
    `UPDATE rebuild_owners SET emitted = ? WHERE source = ?
     AND generation = (SELECT id FROM generations WHERE status = 'BUILDING' AND request_id = ?)`,
    [emitted, source, requestId],
  );

export async function switchGenerations(manager: EntityManager): Promise<boolean> {
  const [complete] = await manager.query<{ id: number }[]>(
    `SELECT g.id FROM generations g WHERE g.status = 'BUILDING' AND NOT EXISTS (
       SELECT 1 FROM rebuild_owners o WHERE o.generation = g.id AND (o.emitted IS NULL OR o.kept < o.emitted))`,
  );
  if (!complete) return false;
  await manager.query(`UPDATE generations SET status = 'ABANDONED' WHERE status = 'ACTIVE'`);
  await manager.query(`UPDATE generations SET status = 'ACTIVE' WHERE id = ?`, [complete.id]);
  return true;
}

const tablesByGeneration = [...Object.values(partTableNames), 'rebuild_events', 'rebuild_owners'];

export async function clearGeneration(manager: EntityManager, limit: number): Promise<number> {
  const [abandoned] = await manager.query<{ id: number }[]>(
    `SELECT id FROM generations WHERE status = 'ABANDONED' ORDER BY id LIMIT 1`,
  );
  if (!abandoned) return 0;
  for (const table of tablesByGeneration) {
    const deleted: unknown[] = await manager.query(
      `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE generation = ? LIMIT ?) RETURNING 1`,
      [abandoned.id, limit],
    );
    if (deleted.length > 0) return deleted.length;
  }
  await manager.query(`UPDATE generations SET status = 'GONE' WHERE id = ?`, [abandoned.id]);
  return clearGeneration(manager, limit);
}
