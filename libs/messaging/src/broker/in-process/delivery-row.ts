import type { Delivery } from '../broker.js';

/** One message for one consumer group, as the file keeps it. */
export interface DeliveryRow {
  seq: number;
  queue: string;
  message_id: string;
  routing_key: string;
  body: string;
  headers: string;
  /** Attempts that have failed. */
  attempts: number;
  reason: string | null;
  parked_at: number | null;
}

export const headersOf = (row: DeliveryRow): Record<string, string> =>
  JSON.parse(row.headers) as Record<string, string>;

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.message_id,
  routingKey: row.routing_key,
  body: row.body,
  headers: headersOf(row),
  attempt: row.attempts + 1,
});
