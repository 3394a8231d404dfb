export interface OutgoingMessage {
  /** The same for every repetition of a message: consumers recognize duplicates by it. */
  id: string;
  /** Words separated by dots: `registration.confirmed.v1`. */
  routingKey: string;
  body: string;
  headers?: Record<string, string>;
}

export interface Delivery {
  id: string;
  /** The key it was published with, also after a retry or a replay. */
  routingKey: string;
  body: string;
  headers: Record<string, string>;
  /** 1 for the first attempt; only the verdict `retry` increases it. */
  attempt: number;
}

/**
 * The outcome of a delivery. `done`: remove it. `retry`: deliver it again after a growing delay, and park it after the last
 * attempt. `park`: set it aside for an operator now. `pause`: the consumer's own store failed; the message is requeued without
 * counting an attempt, and the subscription pauses until `until()` resolves.
 */
export type Verdict =
  | { kind: 'done' }
  | { kind: 'retry'; reason: string }
  | { kind: 'park'; reason: string }
  | { kind: 'pause'; reason: string; until: () => Promise<void> };

export interface Subscription {
  /** Name of the consumer group and of its durable queue; each group receives every message once. */
  consumer: string;
  /** Topic patterns: `*` stands for one word, a trailing `#` for any number of words. */
  bindings: string[];
  concurrency: number;
  /** Must not throw; an error counts as `retry`. */
  handle(delivery: Delivery): Promise<Verdict>;
  /** Called when the queue is new (after each restart until it is marked as known) or was lost. */
  whenNew?(queue: NewQueue): void;
}

/** The queue of a consumer was created: the consumer has missed what was published before. */
export interface NewQueue {
  /** The consumer had a queue before, which was lost with the messages in it. */
  readonly wasLost: boolean;
  /** Records durably that the consumer has received what it had missed. */
  markKnown(): Promise<void>;
}

export interface Subscribed {
  /** Stops receiving, and resolves when all deliveries in progress have a verdict. The queue remains. */
  close(): Promise<void>;
}

export interface QueueDepth {
  waiting: number;
  consumers: number;
}

/** Delivers messages from publishers to every consumer group: at least once, in no guaranteed order. */
export abstract class Broker {
  /**
   * Resolves once the broker has stored the message durably.
   * @throws Unroutable when no queue is bound to the key
   * @throws PublishUnknown when the broker did not confirm: it may have the message, so publish it again
   */
  abstract publish(message: OutgoingMessage): Promise<void>;

  /** Resolves once the broker can be reached. @throws when that takes longer than `withinMs` */
  async connected(_withinMs: number): Promise<void> {
    // The in-process broker is available as soon as it is open.
  }

  abstract subscribe(subscription: Subscription): Promise<Subscribed>;

  abstract hasQueue(consumer: string): Promise<boolean>;

  /** The messages that are ready for a consumer, and how many processes consume them; undefined where it has no queue. */
  abstract depthOf(consumer: string): Promise<QueueDepth | undefined>;

  abstract readonly parked: ParkedMessages;

  abstract close(): Promise<void>;
}

/** A message that could not be consumed and waits for an operator. */
export interface ParkedMessage {
  /** `<consumer>:<message id>`. */
  id: string;
  consumer: string;
  messageId: string;
  routingKey: string;
  attempts: number;
  reason: string;
  parkedAt: Date;
}

export type ParkedMessageDetails = ParkedMessage & Pick<Delivery, 'body' | 'headers'>;

export abstract class ParkedMessages {
  abstract list(filter?: { consumer?: string; limit?: number }): Promise<ParkedMessage[]>;
  abstract count(consumer: string): Promise<number>;
  abstract show(id: string): Promise<ParkedMessageDetails | undefined>;
  /** Returns the message to its consumer with all attempts; resolves to the number of messages replayed, 0 or 1. */
  abstract replay(id: string): Promise<number>;
  abstract replayAll(filter?: { consumer?: string }): Promise<number>;
  /** Deletes the message; resolves to the number of messages deleted, 0 or 1. */
  abstract drop(id: string): Promise<number>;
  /** Deletes at most `limit` messages that were parked before `instant`; resolves to their number. */
  abstract deleteParkedBefore(consumer: string, instant: Date, limit: number): Promise<number>;
}

export class Unroutable extends Error {
  constructor(readonly routingKey: string) {
    super(`no queue is bound to ${routingKey}`);
    this.name = 'Unroutable';
  }
}

/** The broker did not confirm the message: whether it has it is unknown, and it must be published again. */
export class PublishUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PublishUnknown';
  }
}

export interface RetryPolicy {
  attempts: number;
  firstDelayMs: number;
  factor: number;
  maxDelayMs: number;
}

/** 5 attempts with delays of 0.2 s, 0.8 s, 3.2 s and 12.8 s. */
export const defaultRetryPolicy: RetryPolicy = { attempts: 5, firstDelayMs: 200, factor: 4, maxDelayMs: 60_000 };

/** Milliseconds to wait after the given failed attempt (1, 2 …); undefined after the last one. */
export function delayAfter(attempt: number, policy: RetryPolicy): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  return Math.min(policy.firstDelayMs * policy.factor ** (attempt - 1), policy.maxDelayMs);
}

const PATTERN = /^(#|(\*|[a-z0-9-]+)(\.(\*|[a-z0-9-]+))*(\.#)?)$/;

/** `*` stands for exactly one word, a trailing `#` for any number of words. @throws TypeError on a `#` elsewhere */
export function topicPattern(pattern: string): (routingKey: string) => boolean {
  if (!PATTERN.test(pattern)) throw new TypeError(`${pattern} is not a topic pattern with at most one, trailing #`);
  const open = pattern === '#' || pattern.endsWith('.#');
  const expected = pattern.split('.').slice(0, open ? -1 : undefined);
  return (routingKey) => {
    const words = routingKey.split('.');
    const lengthMatches = open ? words.length >= expected.length : words.length === expected.length;
    return lengthMatches && expected.every((word, index) => word === '*' || word === words[index]);
  };
}
