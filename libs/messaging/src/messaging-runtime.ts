import { Injectable, type Abstract, type OnModuleInit, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CommandBus, type Command } from '@nestjs/cqrs';
import {
  receiversOf,
  REPUBLISH_REQUESTED,
  RESYNC_REQUESTED,
  resyncFinishedKeyOf,
  routingKeyOf,
  sourceOf,
  type EventName,
} from '#contracts';
import { Database } from '#persistence';
import { Clock, Ids, JobRunner, Log, Metrics, ServiceStatus, Shutdown, StartupTasks, Tracing } from '#platform';
import { inboxGuard, sequenceGuard, type EffectGuard } from './inbox/effect-guard.js';
import { EventConsumer } from './inbox/event-consumer.js';
import { Inbox } from './inbox/inbox.js';
import { ExpiredMessages } from './expired-messages.js';
import { MessagingOptionsHolder, type InboxGuarded, type MessagingOptions } from './messaging-options.js';
import { Outbox } from './outbox/outbox.js';
import { OutboxRows } from './outbox/outbox-rows.js';
import { Relay } from './outbox/relay.js';
import { eventsOf, type Policy } from './policies/policy.js';
import { controlMessagesOf, type Publishers } from './resync/control-messages.js';
import { InitialResync } from './resync/initial-resync.js';
import { Republisher } from './resync/republisher.js';
import { ResyncPublisher } from './resync/resync-publisher.js';
import { RunningConsumer } from './running-consumer.js';

const RELAY_POLL_MS = 1_000;
const RESYNC_POLL_MS = 5_000;

@Injectable()
export class MessagingRuntime implements OnModuleInit {
  private readonly options: MessagingOptions;
  private readonly log: Log;
  private readonly expired: ExpiredMessages;

  constructor(
    { options }: MessagingOptionsHolder,
    private readonly moduleRef: ModuleRef,
    private readonly clock: Clock,
    private readonly ids: Ids,
    log: Log,
    private readonly metrics: Metrics,
    private readonly shutdown: Shutdown,
    private readonly jobs: JobRunner,
    private readonly startup: StartupTasks,
    private readonly tracing: Tracing,
    private readonly status: ServiceStatus,
  ) {
    this.options = options;
    this.log = log.for('messaging');
    this.expired = new ExpiredMessages(clock, metrics, jobs);
  }

  /** A startup task and not a Nest hook: the command bus has its handlers only after the last hook of every module. */
  onModuleInit(): void {
    this.startup.add(() => this.start());
  }

  private async start(): Promise<void> {
    const { options } = this;
    const publishers = options.guard === 'inbox' ? await this.startPublishing(options) : undefined;
    const bindings = this.bindings(publishers);
    if (bindings.length === 0) return;
    const initialResync = this.initialResync();
    const execute = (command: Command<unknown>) => this.get(CommandBus).execute(command);
    const consumer = new EventConsumer(
      options.service,
      options.policies,
      execute,
      controlMessagesOf(options.service, publishers, async (message) => {
        if (options.whenResyncFinished) await execute(options.whenResyncFinished(message));
        initialResync.finished(message);
      }),
      this.guard(),
      this.clock,
      this.log,
      this.metrics,
      this.shutdown.signal,
      this.tracing,
    );
    const running = new RunningConsumer(options, bindings, consumer, initialResync, this.log, this.metrics);
    this.status.add(() => ({ lag: consumer.lastLag }));
    this.status.add(async () => ({ queue: await running.queue() }));
    this.shutdown.add('consume', running);
    await running.start();
    this.expired.sweepParked(options.service, options.broker, options.settings, this.log);
  }

  private async startPublishing(options: InboxGuarded): Promise<Publishers | undefined> {
    const { service, broker, settings, resyncSources = [] } = options;
    const database = this.moduleRef.get(Database, { strict: false });
    const outbox = this.get(Outbox);
    const rows = new OutboxRows(database);
    await rows.releaseStaleClaims();
    this.status.recentEvents = (limit, before) => rows.recent(limit, before);
    this.status.add(async () => {
      const { count, oldest } = await rows.pending();
      return { outbox: { pending: count, oldestAt: oldest?.toISOString() ?? null } };
    });
    const { clock, ids, log, metrics, tracing } = this;
    const relay = new Relay(rows, broker, clock, ids, log, metrics, undefined, tracing, (routingKey) =>
      this.isUnwanted(routingKey),
    );
    const relayJob = this.jobs.every(RELAY_POLL_MS, 'relay', () => relay.publishBatch());
    outbox.onCommit(() => relayJob.wake());
    const localRelayJob = this.jobs.every(RELAY_POLL_MS, 'relay-local-queue', () => relay.publishLocalBatch());
    relay.localQueue.onAdded(() => localRelayJob.wake());
    outbox.useLocalQueue(relay.localQueue);
    this.shutdown.add('relay', { drain: () => relay.flush() });
    this.expired.sweepRows(database, rows, new Inbox(database, service, this.clock), settings);
    if (resyncSources.length === 0) return undefined;
    const sources = resyncSources.map((source) => this.get(source));
    const parts = { service, database, outbox, clock: this.clock, ids: this.ids, log: this.log };
    const resync = new ResyncPublisher(parts, sources);
    resync.runBy(this.jobs.every(RESYNC_POLL_MS, 'resync', () => resync.publishPage()));
    const republish = new Republisher(parts, rows);
    republish.runBy(this.jobs.every(RESYNC_POLL_MS, 'republish', () => republish.publishPage()));
    return { resync, republish };
  }

  private bindings(publishers: Publishers | undefined): string[] {
    const { service, policies, whenResyncFinished } = this.options;
    const events = eventsOf(policies).map((name) => routingKeyOf(name));
    return [
      ...events,
      ...(events.length > 0 ? [`resync.${service}.#`, `republish.${service}.#`, resyncFinishedKeyOf(service)] : []),
      ...(publishers ? [RESYNC_REQUESTED, REPUBLISH_REQUESTED] : []),
      ...(whenResyncFinished && events.length === 0 ? [resyncFinishedKeyOf(service)] : []),
    ];
  }

  private initialResync(): InitialResync {
    const { service, broker, policies, resyncWhenNew, republishWhenNew = false } = this.options;
    const of = (resync: Policy['resync']) => eventsOf(policies.filter((policy) => policy.resync === resync));
    const owners = resyncWhenNew ? this.sourcesOf(of('apply')) : [];
    const events = of('ignore');
    const republish = { events, publishers: this.sourcesOf(events), evenIfNotLost: republishWhenNew };
    return new InitialResync(broker, service, { owners, republish }, this.ids, this.clock, this.log);
  }

  private sourcesOf(events: EventName[]): string[] {
    const { service, disabledServices = [] } = this.options;
    const others = [service, ...disabledServices];
    return [...new Set(events.map(sourceOf))].filter((source) => !others.includes(source));
  }

  private isUnwanted(routingKey: string): boolean {
    const receivers = receiversOf(routingKey);
    return receivers.length > 0 && receivers.every((name) => this.options.disabledServices?.includes(name));
  }

  private guard(): EffectGuard {
    const { options } = this;
    if (options.guard === 'sequence') return sequenceGuard(this.get(options.store));
    const database = this.moduleRef.get(Database, { strict: false });
    return inboxGuard(database, new Inbox(database, options.service, this.clock));
  }

  private get<Part>(part: Type<Part> | Abstract<Part>): Part {
    return this.moduleRef.get<Part>(part, { strict: false });
  }
}
