import type { Abstract, Type } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';
import type { ResyncFinished, ServiceName } from '#contracts';
import type { MessageSettings } from '#platform';
import type { Broker } from './broker/broker.js';
import type { ParkedRetention } from './expired-messages.js';
import type { EffectStore } from './inbox/effect-guard.js';
import type { Policy } from './policies/policy.js';
import type { ResyncSource } from './resync/resync-publisher.js';

interface CommonOptions {
  service: string;
  broker: Broker;
  settings: ParkedRetention;
  /** Services that are not installed: nothing is requested from them, and nothing waits for their queues. */
  disabledServices?: readonly ServiceName[];
  policies: readonly Policy[];
  /** Whether a consumer with a new queue requests a resync from every owning service. */
  resyncWhenNew: boolean;
  /**
   * Whether it also requests the events of policies that ignore a resync, as far as the outboxes still hold them (false). When
   * RabbitMQ shows that an existing queue was lost, every service does: where an earlier one cannot be seen, only this one.
   */
  republishWhenNew?: boolean;
  /** Runs at least once per owning service; its events may still be in the queue: compare with the count that the message carries. */
  whenResyncFinished?: (finished: ResyncFinished) => Command<unknown>;
  concurrency?: number;
}

/** For a service with a `Database`: it publishes through the outbox and consumes through the inbox. */
export interface InboxGuarded extends CommonOptions {
  guard: 'inbox';
  /** What the service owns and re-publishes on request; the app's modules provide the classes. */
  resyncSources?: Type<ResyncSource>[];
  settings: ParkedRetention & MessageSettings;
}

/** For a read model: the sequences of its states deduplicate, so it has no outbox, no inbox and no transaction per event. */
export interface SequenceGuarded extends CommonOptions {
  guard: 'sequence';
  /** Token of the read model's store, provided by the app: decides which errors are an outage. */
  store: Abstract<EffectStore>;
}

export type MessagingOptions = InboxGuarded | SequenceGuarded;

export abstract class MessagingOptionsHolder {
  abstract readonly options: MessagingOptions;
}
