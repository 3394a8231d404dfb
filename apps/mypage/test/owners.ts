import {
  RESYNC_REQUESTED,
  resyncFinishedKeyOf,
  resyncKeyOf,
  ResyncRequested,
  sourceOf,
  writeEvent,
  type EventData,
  type EventName,
  type NewEvent,
} from '#contracts';
import type { Broker } from '#messaging';
import { UuidV7Ids } from '#platform';
import { envelopeOf, publishEvent } from '#testing';

/** Stands in for all owning services: publishes their states, and re-publishes them on request. */
export class Owners {
  private readonly ids = new UuidV7Ids();
  private readonly current: Map<string, NewEvent>;
  private readonly finished = new Set<string>();
  private broker: Broker;
  /** The distinct resync requests that have arrived. */
  readonly requests: ResyncRequested[] = [];
  /** Awaited before a resync. */
  pause: () => Promise<void> = () => Promise.resolve();

  /** @param before the owners before a restart, whose states are copied */
  constructor(before?: Owners) {
    this.current = new Map(before?.current);
  }

  /** Starts to serve resync requests. */
  async listenOn(broker: Broker): Promise<void> {
    this.broker = broker;
    await broker.subscribe({
      consumer: 'all-owners',
      bindings: [RESYNC_REQUESTED],
      concurrency: 1,
      handle: async ({ body }) => {
        await this.republish(ResyncRequested.parse(JSON.parse(body)));
        return { kind: 'done' };
      },
    });
  }

  /** Publishes an event; `sequence` is for accounts, which have no version. */
  async publish<Name extends EventName>(name: Name, state: EventData<Name>, sequence = 1): Promise<void> {
    const event = {
      name,
      subject: state.id,
      sequence: 'version' in state ? state.version : sequence,
      data: state,
    } as NewEvent;
    const known = this.current.get(`${sourceOf(name)} ${state.id}`);
    if (!known || known.sequence < event.sequence) this.current.set(`${sourceOf(name)} ${state.id}`, event);
    await publishEvent(this.broker, event);
  }

  private async republish(request: ResyncRequested): Promise<void> {
    const { requestId, consumer } = request;
    if (this.finished.has(requestId)) return;
    if (!this.requests.some((known) => known.requestId === requestId)) this.requests.push(request);
    await this.pause();
    this.finished.add(requestId);
    const counts = { lecture: 0, registration: 0, payment: 0, identity: 0 };
    for (const event of this.current.values()) {
      const envelope = { ...envelopeOf(event), resync: requestId };
      await this.send(resyncKeyOf(consumer, event.name), envelope.id, writeEvent(envelope));
      counts[sourceOf(event.name) as keyof typeof counts] += 1;
    }
    for (const [source, count] of Object.entries(counts)) {
      const completion = { requestId, consumer, source, emitted: count };
      await this.send(resyncFinishedKeyOf(consumer), this.ids.next(), JSON.stringify(completion));
    }
  }

  private send(routingKey: string, id: string, body: string): Promise<void> {
    return this.broker.publish({ id, routingKey, body });
  }
}
