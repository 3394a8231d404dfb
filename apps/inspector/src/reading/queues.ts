import { defaultRetryPolicy } from '#messaging';
import type { ParkedMessage, Queue } from '../invariants/things.js';

/** What waits at the broker. */
export abstract class Queues {
  /** Every queue that is there, with what waits in it. */
  abstract waiting(): Promise<Queue[]>;

  abstract parked(): Promise<Omit<ParkedMessage, 'isAllowed'>[]>;

  abstract close(): Promise<void>;
}

/** Whoever consumes events, or has ever been planned to. */
export const CONSUMERS = ['registration', 'payment', 'lecture', 'mypage', 'mypage-rebuild', 'identity', 'notification'];

/** The pauses between attempts, in milliseconds, each of which has a queue per consumer at RabbitMQ. */
export const RETRY_DELAYS = Array.from({ length: defaultRetryPolicy.attempts - 1 }, (_, failed) =>
  Math.min(defaultRetryPolicy.firstDelayMs * defaultRetryPolicy.factor ** failed, defaultRetryPolicy.maxDelayMs),
);
