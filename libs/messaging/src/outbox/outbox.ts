import {
  dataSchemaOf,
  eventCatalog,
  resyncKeyOf,
  routingKeyOf,
  sourceOf,
  writeEvent,
  type EventEnvelope,
  type NewEvent,
} from '#contracts';
import type { Database } from '#persistence';
import { currentContext, type Clock, type Ids } from '#platform';
import { OutboxEntry } from './outbox-entry.js';
import type { HandOver } from './hand-over.js';

/** The events of a business change, committed together with it and published afterwards by the relay. */
export class Outbox {
  private readonly wakers: (() => void)[] = [];
  private handOver: HandOver | undefined;

  constructor(
    /** The service's store: asked for when it is needed, for it may be provided later than the outbox. */
    private readonly storeOf: () => Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Adds events to the transaction that is open; id, source, time, correlation and causation are filled in.
   * @throws OutsideTransaction where no `database.transaction` is open
   * @throws ZodError when an event's data does not fit the catalog
   */
  async add(...events: NewEvent[]): Promise<void> {
    await this.put(events.map((event) => this.message(this.envelope(event), routingKeyOf(event.name))));
  }

  /** Adds current states for one consumer only, marked as re-emitted by the resync of that id. */
  async addAgain(consumer: string, resync: string, events: NewEvent[]): Promise<void> {
    await this.put(
      events.map((event) => this.message({ ...this.envelope(event), resync }, resyncKeyOf(consumer, event.name))),
    );
  }

  /** Adds a message that is no event, such as a consumer's request for a resync; `id` names it to its consumers. */
  async addNotice(routingKey: string, id: string, notice: object): Promise<void> {
    await this.put([this.entry(id, routingKey, JSON.stringify(notice))]);
  }

  /** Calls `wake` after each commit that has put something in which nobody was handed. */
  onCommit(wake: () => void): void {
    this.wakers.push(wake);
  }

  /** From now on what is put in is handed over after its commit, already claimed, while there is room. */
  handsOverTo(handOver: HandOver): void {
    this.handOver = handOver;
  }

  private async put(entries: OutboxEntry[]): Promise<void> {
    const database = this.storeOf();
    const { manager } = database;
    if (entries.length === 0) return;
    const { handOver } = this;
    if (!handOver?.hasRoomFor(entries.length)) {
      await manager.insert(OutboxEntry, entries);
      database.afterCommit(() => this.wakers.forEach((wake) => wake()));
      return;
    }
    const claim = handOver.claimOf(database.dialect);
    await manager.insert(
      OutboxEntry,
      entries.map((entry) => ({ ...entry, ...claim })),
    );
    const claimedAt = performance.now();
    database.afterCommit(() => handOver.take(entries, claimedAt));
  }

  private envelope({ name, subject, sequence, data }: NewEvent): EventEnvelope {
    const { correlationId, causationId, traceparent } = currentContext();
    return {
      specversion: '1.0',
      id: this.ids.next(),
      source: `/sugang/${sourceOf(name)}`,
      type: `sugang.${name}.v1`,
      name,
      subject,
      time: this.clock.now().toISOString(),
      datacontenttype: 'application/json',
      dataschema: dataSchemaOf(name),
      sequence,
      correlationid: correlationId,
      ...(causationId && { causationid: causationId }),
      ...(traceparent && { traceparent }),
      data: eventCatalog[name].parse(data),
    } as EventEnvelope;
  }

  private message(envelope: EventEnvelope, routingKey: string): OutboxEntry {
    return this.entry(envelope.id, routingKey, writeEvent(envelope));
  }

  private entry(id: string, routingKey: string, body: string): OutboxEntry {
    return {
      id,
      routingKey,
      body,
      status: 'PENDING',
      leaseOwner: null,
      leaseUntil: 0,
      attempts: 0,
      lastError: null,
      createdAt: this.clock.now(),
      sentAt: null,
    };
  }
}
