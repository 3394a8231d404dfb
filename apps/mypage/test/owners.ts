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

/** All the other services in one: they tell their states on a broker, and tell them again when asked. */
export class Owners {
  private readonly ids = new UuidV7Ids();
  private readonly current: Map<string, NewEvent>;
  private readonly answered = new Set<string>();
  private broker: Broker;
  /** Requests for a resync that have arrived; one that is repeated is one. */
  readonly asked: ResyncRequested[] = [];
  /** Waited for before anything is told again. */
  pause: () => Promise<void> = () => Promise.resolve();

  /** @param before the owners before a restart, whose states these have */
  constructor(before?: Owners) {
    this.current = new Map(before?.current);
  }

  /** Begins to answer requests for a resync. */
  async listenOn(broker: Broker): Promise<void> {
    this.broker = broker;
    await broker.subscribe({
      consumer: 'all-owners',
      bindings: [RESYNC_REQUESTED],
      concurrency: 1,
      handle: async ({ body }) => {
        await this.tellAgain(ResyncRequested.parse(JSON.parse(body)));
        return { kind: 'done' };
      },
    });
  }

  /** Publishes an event; accounts have no version, so their sequence is given. */
  async tell<Name extends EventName>(name: Name, state: EventData<Name>, sequence = 1): Promise<void> {
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

  private async tellAgain(request: ResyncRequested): Promise<void> {
    const { requestId, consumer } = request;
    if (this.answered.has(requestId)) return;
    if (!this.asked.some((known) => known.requestId === requestId)) this.asked.push(request);
    await this.pause();
    this.answered.add(requestId);
    const emitted = { lecture: 0, registration: 0, payment: 0, identity: 0 };
    for (const event of this.current.values()) {
      const envelope = { ...envelopeOf(event), resync: requestId };
      await this.send(resyncKeyOf(consumer, event.name), envelope.id, writeEvent(envelope));
      emitted[sourceOf(event.name) as keyof typeof emitted] += 1;
    }
    for (const [source, count] of Object.entries(emitted)) {
      const notice = { requestId, consumer, source, emitted: count };
      await this.send(resyncFinishedKeyOf(consumer), this.ids.next(), JSON.stringify(notice));
    }
  }

  private send(routingKey: string, id: string, body: string): Promise<void> {
    return this.broker.publish({ id, routingKey, body });
  }
}
