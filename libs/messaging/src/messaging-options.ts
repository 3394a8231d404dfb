import type { Type } from '@nestjs/common';
import type { Command } from '@nestjs/cqrs';
import type { ResyncFinished } from '#contracts';
import type { Broker } from './broker/broker.js';
import type { EffectStore } from './inbox/effect-store.js';
import type { PolicyOrClass } from './inbox/reactions.js';
import type { ResyncSource } from './resync/resync-source.js';
import type { ResyncWatcher } from './resync/resync-watcher.js';

interface MessagingParts {
  /** Name of the service: source of its events, and name of its queue. */
  service: string;
  broker: Broker;
  /** The service's `policies.ts`. */
  policies: PolicyOrClass[];
  /** Whether a consumer with a new queue requests a resync from every owning service. */
  resyncWhenNew: boolean;
  /** The former form of `whenResyncFinished`. */
  onResyncFinished?: Type<ResyncWatcher>;
  /**
   * Command to dispatch, at least once per owning service, when that service has re-published everything for a request of
   * this consumer. Re-published events may still be in the queue: compare with the count that the message carries.
   */
  whenResyncFinished?: (finished: ResyncFinished) => Command<unknown>;
  /** Most events consumed at a time (8). */
  concurrency?: number;
}

/** A service with a `Database`: it publishes through the outbox and consumes through the inbox. */
export interface InboxGuarded extends MessagingParts {
  guard: 'inbox';
  /** What the service owns and re-publishes on request; the app's modules provide the classes. */
  resyncSources?: Type<ResyncSource>[];
  /** The former name of `resyncSources`. */
  aggregates?: Type<ResyncSource>[];
  /** Sent outbox rows and inbox rows are kept that long, in hours (outbox 24, inbox 168). */
  keepHours?: { outbox?: number; inbox?: number };
}

/** A read model: sequences alone guard its effects; it has no outbox, no inbox, and reactions get no transaction. */
export interface SequenceGuarded extends MessagingParts {
  guard: 'sequence';
  /** Class of the read model's store, provided by the app: decides what is an outage. */
  store: Type<EffectStore>;
}

export type MessagingOptions = InboxGuarded | SequenceGuarded;

/** Names the options inside the module; nobody else needs them. */
export abstract class MessagingWiring {
  abstract readonly options: MessagingOptions;
}
