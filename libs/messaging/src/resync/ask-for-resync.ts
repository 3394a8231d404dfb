import { RESYNC_REQUESTED, type ResyncRequested } from '#contracts';
import { Unroutable, type Broker } from '../broker/broker.js';

/** Asks every owner to tell `consumer` its current states again. Where there is no owner at all, there is nothing to tell. */
export async function askForResync(broker: Broker, consumer: string, requestId: string, now: Date): Promise<void> {
  const request: ResyncRequested = { requestId, consumer, requestedAt: now.toISOString() };
  try {
    await broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
  } catch (error) {
    if (!(error instanceof Unroutable)) throw error;
  }
}
