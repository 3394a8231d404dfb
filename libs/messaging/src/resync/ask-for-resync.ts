import { RESYNC_REQUESTED, type ResyncRequested } from '#contracts';
import type { Broker } from '../broker/broker.js';

/**
 * Asks every owner to tell `consumer` its current states again.
 * @throws Unroutable when there is no owner at all
 */
export async function askForResync(broker: Broker, consumer: string, requestId: string, now: Date): Promise<void> {
  const request: ResyncRequested = { requestId, consumer, requestedAt: now.toISOString() };
  await broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
}
