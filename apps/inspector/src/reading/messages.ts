import { publishers } from '#contracts';
import type { Outbox, ParkedMessage, Queue, Resync } from '../invariants/records.js';
import { instantOf, instantOrNull } from './store.js';
import type { Stores } from './stores.js';

export async function* outboxes(stores: Stores): AsyncGenerator<Outbox> {
  for (const service of publishers) {
    const [row] = await stores[service].rows<{ pending: number; oldest: string | null; lastError: string | null }>(
      `SELECT COUNT(*) AS pending, MIN(created_at) AS oldest, MAX(last_error) AS lastError
       FROM outbox WHERE status = 'PENDING'`,
    );
    if (row) yield { service, ...row, oldest: instantOrNull(row.oldest) };
  }
}

export async function* resyncs(stores: Stores): AsyncGenerator<Resync> {
  for (const service of publishers) {
    const rows = await stores[service].rows<Omit<Resync, 'service'>>(
      `SELECT consumer, request_id AS requestId, requested_at AS requestedAt FROM resync_job WHERE status = 'RUNNING'`,
    );
    for (const row of rows) yield { service, ...row, requestedAt: instantOf(row.requestedAt) };
  }
}

export async function* parkedMessages({ queues }: Stores, allowed: readonly string[]): AsyncGenerator<ParkedMessage> {
  for (const message of await queues.parked()) yield { ...message, isAllowed: allowed.includes(message.id) };
}

export async function* queues({ queues: broker }: Stores): AsyncGenerator<Queue> {
  yield* await broker.waiting();
}
