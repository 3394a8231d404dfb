import { publishers, RESYNC_REQUESTED, type ResyncRequested } from '#contracts';
import { Broker } from '#messaging';
import { Clock } from '#platform';
import { Owners } from '../domain/owners.js';

/** Reaches the owners by a message that each of them gets. */
export class BrokerOwners extends Owners {
  readonly sources = publishers;

  constructor(
    private readonly broker: Broker,
    private readonly clock: Clock,
  ) {
    super();
  }

  async tellAgain(requestId: string): Promise<void> {
    const request: ResyncRequested = { requestId, consumer: 'mypage', requestedAt: this.clock.now().toISOString() };
    await this.broker.publish({ id: requestId, routingKey: RESYNC_REQUESTED, body: JSON.stringify(request) });
  }
}
