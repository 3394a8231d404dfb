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
import { OutboxEntry } from '../entities.js';
import type { LocalRelayQueue } from './local-relay-queue.js';

/** Stores the events of a business change in its transaction; the relay publishes them after the commit. */
export class Outbox {
  private readonly listeners: (() => void)[] = [];
  private localQueue: LocalRelayQueue | undefined;

  constructor(
    private readonly storeOf: () => Database,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** @throws OutsideTransaction without an open `database.transaction`; ZodError when an event's data does not match its schema */
  async add(...events: NewEvent[]): Promise<void> {
    await this.put(this.entriesOf(events));
  }

  /** Outbox entries of events, with the current request or message as their cause. `addEntries` stores them, in a transaction that other callers may share. */
  entriesOf(events: readonly NewEvent[]): OutboxEntry[] {
    return events.map((event) => this.message(this.envelope(event), routingKeyOf(event.name)));
  }

  addEntries(entries: OutboxEntry[]): Promise<void> {
    return this.put(entries);
  }

  /** Adds current states for one consumer only, marked with the id of the resync request. */
  async addForResync(consumer: string, resync: string, events: NewEvent[]): Promise<void> {
    await this.put(
      events.map((event) => this.message({ ...this.envelope(event), resync }, resyncKeyOf(consumer, event.name))),
    );
  }

  /** Adds stored events once more, unchanged, for one consumer only. */
  async addAgain(consumer: string, entries: OutboxEntry[]): Promise<void> {
    await this.put(
      entries.map(({ routingKey, body }) => this.entry(this.ids.next(), `republish.${consumer}.${routingKey}`, body)),
    );
  }

  async addControlMessage(routingKey: string, id: string, message: object): Promise<void> {
    await this.put([this.entry(id, routingKey, JSON.stringify(message))]);
  }

  /** Calls `listener` after each commit whose entries only a query can find. */
  onCommit(listener: () => void): void {
    this.listeners.push(listener);
  }

  useLocalQueue(queue: LocalRelayQueue): void {
    this.localQueue = queue;
  }

  private async put(entries: OutboxEntry[]): Promise<void> {
    const database = this.storeOf();
    const { manager } = database;
    if (entries.length === 0) return;
    const { localQueue } = this;
    if (!localQueue?.hasRoomFor(entries.length)) {
      await manager.insert(OutboxEntry, entries);
      database.afterCommit(() => this.listeners.forEach((listener) => listener()));
      return;
    }
    const claim = localQueue.claimOf(database.dialect);
    await manager.insert(
      OutboxEntry,
      entries.map((entry) => ({ ...entry, ...claim })),
    );
    const claimedAt = performance.now();
    database.afterCommit(() => localQueue.add(entries, claimedAt));
  }

  private envelope({ name, subject, sequence, data, actor }: NewEvent): EventEnvelope {
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
      ...(actor && { actor }),
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
