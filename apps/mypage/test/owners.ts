import {
  dataSchemaOf,
  RESYNC_REQUESTED,
  resyncFinishedKeyOf,
  resyncKeyOf,
  ResyncRequested,
  routingKeyOf,
  sourceOf,
  writeEvent,
  type EventData,
  type EventEnvelope,
  type EventName,
} from '#contracts';
import type { Broker } from '#messaging';
import { UuidV7Ids } from '#platform';

interface Told {
  name: EventName;
  state: EventData<EventName>;
  sequence: number;
}

/** All the other services in one: they tell their states on a broker, and tell them again when asked. */
export class Owners {
  private readonly ids = new UuidV7Ids();
  private readonly told: Map<string, Told>;
  /** Requests for a resync that have arrived. */
  readonly asked: ResyncRequested[] = [];
  /** Called before an owner tells anything again. */
  pause: () => Promise<void> = () => Promise.resolve();

  /** @param before the owners before a restart, whose states these have */
  constructor(
    private readonly broker: Broker,
    before?: Owners,
  ) {
    this.told = new Map(before?.told);
  }

  /** Begins to answer requests for a resync. */
  async listen(): Promise<void> {
    await this.broker.subscribe({
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
  async tell<Name extends EventName>(name: Name, state: EventData<Name>, sequence?: number): Promise<void> {
    const told: Told = { name, state, sequence: sequence ?? ('version' in state ? state.version : 1) };
    this.told.set(`${sourceOf(name)} ${state.id}`, told);
    await this.publish(routingKeyOf(name), told);
  }

  private async tellAgain(request: ResyncRequested): Promise<void> {
    this.asked.push(request);
    await this.pause();
    const emitted = { lecture: 0, registration: 0, payment: 0, identity: 0 };
    for (const told of this.told.values()) {
      await this.publish(resyncKeyOf(request.consumer, told.name), told, request.requestId);
      emitted[sourceOf(told.name) as keyof typeof emitted] += 1;
    }
    for (const [source, count] of Object.entries(emitted)) {
      const notice = { requestId: request.requestId, consumer: request.consumer, source, emitted: count };
      await this.send(resyncFinishedKeyOf(request.consumer), this.ids.next(), JSON.stringify(notice));
    }
  }

  private publish(routingKey: string, { name, state, sequence }: Told, resync?: string): Promise<void> {
    const id = this.ids.next();
    const envelope = {
      specversion: '1.0',
      id,
      source: `/sugang/${sourceOf(name)}`,
      type: `sugang.${name}.v1`,
      subject: state.id,
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      dataschema: dataSchemaOf(name),
      sequence,
      correlationid: 'a-test',
      ...(resync && { resync }),
      name,
      data: state,
    } as EventEnvelope;
    return this.send(routingKey, id, writeEvent(envelope));
  }

  private send(routingKey: string, id: string, body: string): Promise<void> {
    return this.broker.publish({ id, routingKey, body });
  }
}
