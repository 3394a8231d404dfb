import { RESYNC_REQUESTED, type ResyncRequested } from '#contracts';
import type { Broker } from '../broker/broker.js';

/**
 * Asks every owning service to re-publish its current states to `consumer`.
 * @throws Unroutable when no owning service has a queue yet
 */
export async function requestResync(broker: Broker, consumer: string, requestId: string, now: Date): Promise<void> {
  const request: ResyncRequested = { requestId, consumer, requestedAt: now.toISOString() };
  await broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
}
