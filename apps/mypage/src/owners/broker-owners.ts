import { publishers, RESYNC_REQUESTED, type ResyncRequested } from '#contracts';
import { Broker } from '#messaging';
import { Clock } from '#platform';
import { Owners } from '../ports/owners.js';

/** Sends the request as a message that every owning service receives. */
export class BrokerOwners extends Owners {
  readonly sources = publishers;

  constructor(
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {
    super();
  }

  async requestResync(requestId: string): Promise<void> {
    const request: ResyncRequested = { requestId, consumer: 'mypage', requestedAt: this.clock.now().toISOString() };
    await this.broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
  }
}
