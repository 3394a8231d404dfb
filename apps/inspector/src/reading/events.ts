import { isEventName, type EventName } from '#contracts';
import type { Owner, Stores } from './stores.js';

/** An event in the outbox of its owner. */
export interface OutboxEvent {
  id: string;
  name: EventName;
  subject: string;
  sequence: number;
  createdAt: string;
}

/** The newest so many of each outbox are looked at: as many as fit into the memory of any machine. */
export const MOST_EVENTS = 100_000;
const AT_A_TIME = 2_000;

interface Row extends Omit<OutboxEvent, 'name'> {
  routingKey: string;
}

/** The newest events of an owner, newest first; re-emitted states and notices are none. */
export async function* newestEvents(stores: Stores, owner: Owner): AsyncGenerator<OutboxEvent> {
  const store = stores[owner];
  const sql = `SELECT id, routing_key AS routingKey, created_at AS createdAt, ${store.attribute('subject')} AS subject,
      ${store.attribute('sequence')} AS sequence
    FROM outbox WHERE id < ? ORDER BY id DESC LIMIT ${AT_A_TIME}`;
  let before = '~';
  for (let seen = 0; seen < MOST_EVENTS; seen += AT_A_TIME) {
    const rows = await store.rows<Row>(sql, [before]);
    for (const { routingKey, sequence, ...row } of rows) {
      const name = routingKey.replace(/\.v1$/, '');
      if (isEventName(name)) yield { ...row, name, sequence: Number(sequence) };
    }
    if (rows.length < AT_A_TIME) return;
    before = rows.at(-1)!.id;
  }
}
