import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { RESYNC_REQUESTED, resyncFinishedKeyOf, routingKeyOf, sourceOf } from '#contracts';
import { Database } from '#persistence';
import { Beginnings, Clock, Ids, Log, Metrics, Recurring, Shutdown, Tracing } from '#platform';
import { EventConsumer } from './inbox/event-consumer.js';
import { inboxGuard, sequenceGuard, type Guard } from './inbox/guards.js';
import { Inbox } from './inbox/inbox.js';
import { Reactions } from './inbox/reactions.js';
import { MessagingWiring, type InboxGuarded, type MessagingOptions } from './messaging-options.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxRows } from './outbox/outbox-rows.js';
import { Relay } from './outbox/relay.js';
import { noticesFor } from './resync/notices.js';
import { ResyncOwner } from './resync/resync-owner.js';
import { Newcomer } from './resync/newcomer.js';
import { RunningConsumer } from './running-consumer.js';

const HOUR_MS = 3_600_000;
const RELAY_LOOKS_MS = 1_000;
const RESYNC_LOOKS_MS = 5_000;
const CLEANS_MS = 60_000;
const CLEANED_AT_A_TIME = 500;

/** Starts a service's relay and consumer once everything else has started, and brings them to rest in the order of a shutdown. */
@Injectable()
export class MessagingStart implements OnModuleInit {
  private readonly options: MessagingOptions;
  private readonly log: Log;

  constructor(
    { options }: MessagingWiring,
    private readonly found: ModuleRef,
    private readonly clock: Clock,
    private readonly ids: Ids,
    log: Log,
    private readonly metrics: Metrics,
    private readonly shutdown: Shutdown,
    private readonly recurring: Recurring,
    private readonly beginnings: Beginnings,
    private readonly tracing: Tracing,
  ) {
    this.options = options;
    this.log = log.for('messaging');
  }

  onModuleInit(): void {
    this.beginnings.add(() => this.begin());
  }

  /** Not in a hook of Nest's: modules have theirs run in no order that a handler of a command could rely on. */
  private async begin(): Promise<void> {
    const { options } = this;
    const owner = options.guard === 'inbox' ? await this.startPublishing(options) : undefined;
    const reactions = new Reactions(options.policies, {
      instanceOf: (policy) => this.get(policy),
      commandBus: () => this.get(CommandBus),
    });
    const bindings = this.bindings(reactions, owner);
    if (bindings.length === 0) return;
    const newcomer = this.newcomer(reactions);
    const watcher = options.onResyncFinished && this.get(options.onResyncFinished);
    const consumer = new EventConsumer(
      options.service,
      reactions,
      noticesFor(options.service, owner, async (notice) => {
        await watcher?.finished(notice);
        if (options.whenResyncFinished) await this.get(CommandBus).execute(options.whenResyncFinished(notice));
        newcomer.heard(notice);
      }),
      this.guard(),
      this.clock,
      this.log,
      this.metrics,
      this.shutdown.signal,
      this.tracing,
    );
    const running = new RunningConsumer(options, bindings, consumer, newcomer, this.log, this.metrics);
    this.shutdown.add('consume', running);
    await running.start();
  }

  private async startPublishing(options: InboxGuarded): Promise<ResyncOwner | undefined> {
    const { service, broker, aggregates = [], resyncSources = aggregates, keepHours = {} } = options;
    const database = this.found.get(Database, { strict: false });
    const outbox = this.get(Outbox);
    const rows = new OutboxRows(database);
    await rows.forgetClaims();
    const relay = new Relay(rows, broker, this.clock, this.ids, this.log, this.metrics, undefined, this.tracing);
    const relaying = this.recurring.every(RELAY_LOOKS_MS, 'relay', () => relay.round());
    outbox.onCommit(() => relaying.wake());
    const handing = this.recurring.every(RELAY_LOOKS_MS, 'relay-what-was-handed-over', () => relay.handedRound());
    relay.handOver.onHanded(() => handing.wake());
    outbox.handsOverTo(relay.handOver);
    this.shutdown.add('relay', { drain: () => relay.flush() });
    const inbox = new Inbox(database, service, this.clock);
    this.recurring.every(CLEANS_MS, 'delete-what-messaging-no-longer-needs', async () => {
      const deleted = [
        await inbox.deleteConsumed(this.ago(keepHours.inbox ?? 168), CLEANED_AT_A_TIME),
        await rows.deleteSent(this.ago(keepHours.outbox ?? 24), CLEANED_AT_A_TIME),
      ];
      return deleted.includes(CLEANED_AT_A_TIME) ? 'again' : undefined;
    });
    if (resyncSources.length === 0) return undefined;
    const kinds = resyncSources.map((aggregate) => this.get(aggregate));
    const owner = new ResyncOwner(service, database, outbox, kinds, this.clock, this.ids, this.log);
    owner.workedBy(this.recurring.every(RESYNC_LOOKS_MS, 'resync', () => owner.round()));
    return owner;
  }

  private bindings(reactions: Reactions, owner: ResyncOwner | undefined): string[] {
    const { service, onResyncFinished, whenResyncFinished } = this.options;
    const events = reactions.names.map((name) => routingKeyOf(name));
    return [
      ...events,
      ...(events.length > 0 ? [`resync.${service}.#`, resyncFinishedKeyOf(service)] : []),
      ...(owner ? [RESYNC_REQUESTED] : []),
      ...((onResyncFinished ?? whenResyncFinished) && events.length === 0 ? [resyncFinishedKeyOf(service)] : []),
    ];
  }

  private newcomer(reactions: Reactions): Newcomer {
    const { service, broker, resyncWhenNew } = this.options;
    const owners = new Set(reactions.copied.map(sourceOf));
    owners.delete(service);
    return new Newcomer(broker, service, resyncWhenNew ? [...owners] : [], this.ids, this.clock, this.log);
  }

  private guard(): Guard {
    const { options } = this;
    if (options.guard === 'sequence') return sequenceGuard(this.get(options.store));
    const database = this.found.get(Database, { strict: false });
    return inboxGuard(database, new Inbox(database, options.service, this.clock));
  }

  private ago(hours: number): Date {
    return new Date(this.clock.now().getTime() - hours * HOUR_MS);
  }

  private get<Part>(part: Type<Part>): Part {
    return this.found.get<Part>(part, { strict: false });
  }
}
