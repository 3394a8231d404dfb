/** A message as its publisher hands it over. */
export interface OutgoingMessage {
  /** Kept over every repetition of the same message; consumers recognise duplicates by it. */
  id: string;
  /** Words parted by dots: `registration.confirmed.v1`. */
  routingKey: string;
  body: string;
  headers?: Record<string, string>;
}

/** A message as a consumer gets it. */
export interface Delivery {
  id: string;
  /** The key it was published with, also when it comes back from a retry or from the parked messages. */
  routingKey: string;
  body: string;
  headers: Record<string, string>;
  /** 1 at first; only a `retry` verdict counts it up. */
  attempt: number;
}

/**
 * What a consumer says of a delivery. `done`: forget it. `retry`: deliver it again after a growing delay, and park it
 * when the attempts are used up. `park`: set it aside for an operator at once. `pause`: the fault is mine, not the
 * message's; nothing is counted, it is handed back, and this subscription rests until `until()` resolves,
 * and some milliseconds at least.
 */
export type Verdict =
  | { kind: 'done' }
  | { kind: 'retry'; reason: string }
  | { kind: 'park'; reason: string }
  | { kind: 'pause'; reason: string; until: () => Promise<void> };

export interface Subscription {
  /** Names the group, and the durable queue, that shares the work: every group gets every message once. */
  consumer: string;
  /** Topic patterns: `*` stands for one word, a trailing `#` for any number of words. */
  bindings: string[];
  /** Most deliveries under way at a time. */
  concurrency: number;
  /** Must not throw; a throw counts as `retry`. */
  handle(delivery: Delivery): Promise<Verdict>;
}

/** A running subscription. */
export interface Subscribed {
  /** No consumer of this name has said `settled()` yet: what was published before its queue existed, it has missed. */
  readonly isNew: boolean;
  /** Remembers, durably, that this consumer is not new any more. */
  settled(): Promise<void>;
  /** Takes nothing more and resolves when what is under way has its verdict; the queue stays and fills. */
  close(): Promise<void>;
}

/** Carries messages from publishers to every consumer group, at least once, in no promised order. */
export abstract class Broker {
  /**
   * Resolves once the broker is responsible for the message, durably.
   * @throws Unroutable when no queue is bound to its key: nobody has it
   * @throws PublishUnknown when the broker gave no answer: it may or may not have it, so send it again
   */
  abstract publish(message: OutgoingMessage): Promise<void>;

  /** Declares the consumer's durable queue with its bindings, and begins to deliver. */
  abstract subscribe(subscription: Subscription): Promise<Subscribed>;

  /** Whether a consumer of that name has ever subscribed. */
  abstract knows(consumer: string): Promise<boolean>;

  /** The messages set aside for an operator. */
  abstract readonly parked: ParkedMessages;

  /** Closes every subscription, waiting for what is under way, then the broker itself. */
  abstract close(): Promise<void>;
}

/** A message set aside because it could not be consumed. */
export interface ParkedMessage {
  /** `<consumer>:<message id>`. */
  id: string;
  consumer: string;
  messageId: string;
  routingKey: string;
  /** Attempts that had failed when it was parked. */
  attempts: number;
  reason: string;
  parkedAt: Date;
}

/** What an operator can do about parked messages. */
export abstract class ParkedMessages {
  /** Oldest first, at most `limit` (1000). */
  abstract list(filter?: { consumer?: string; limit?: number }): Promise<ParkedMessage[]>;
  abstract count(consumer: string): Promise<number>;
  abstract show(id: string): Promise<(ParkedMessage & { body: string; headers: Record<string, string> }) | undefined>;
  /** Delivers it again, with all its attempts; answers how many messages that were: 0 when there is none of that id. */
  abstract replay(id: string): Promise<number>;
  /** Delivers every parked message again, of one consumer or of all. */
  abstract replayAll(filter?: { consumer?: string }): Promise<number>;
  /** Forgets it for good; answers how many messages that were. */
  abstract drop(id: string): Promise<number>;
}

/** No queue is bound to the routing key: the broker has refused the message. */
export class Unroutable extends Error {
  constructor(readonly routingKey: string) {
    super(`no queue is bound to ${routingKey}`);
    this.name = 'Unroutable';
  }
}

/** Nobody knows whether the broker has the message: it must be sent again. */
export class PublishUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublishUnknown';
  }
}
