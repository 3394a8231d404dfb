import type { Type } from '@nestjs/common';
import type { Broker } from './broker/broker.js';
import type { EffectStore } from './inbox/effect-store.js';
import type { Reaction } from './policies/reaction.js';
import type { ReEmits } from './resync/re-emits.js';
import type { ResyncWatcher } from './resync/resync-watcher.js';

interface MessagingParts {
  /** Name of the service: source of its events, and name of its queue. */
  service: string;
  broker: Broker;
  /** Classes marked with `@Whenever`; the app's modules provide them. */
  policies: Type<Reaction<never>>[];
  /** Whether a new consumer asks every owner for the current states by itself. */
  resyncWhenNew: boolean;
  /** Provided by the app; told when an owner has re-emitted everything. */
  onResyncFinished?: Type<ResyncWatcher>;
  /** Most events consumed at a time (8). */
  concurrency?: number;
}

/** A service with a `Database`: it publishes through the outbox and consumes through the inbox. */
export interface InboxGuarded extends MessagingParts {
  guard: 'inbox';
  /** What the service owns and re-emits on request; the app's modules provide the classes. */
  aggregates?: Type<ReEmits>[];
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
