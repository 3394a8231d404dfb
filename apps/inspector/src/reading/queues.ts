import { manifestOf, serviceNames } from '#contracts';
import { defaultRetryPolicy } from '#messaging';
import type { ParkedMessage, Queue } from '../invariants/records.js';

export abstract class Queues {
  abstract waiting(): Promise<Queue[]>;

  abstract parked(): Promise<Omit<ParkedMessage, 'isAllowed'>[]>;

  abstract close(): Promise<void>;
}

export const CONSUMERS = serviceNames.flatMap((name) => manifestOf(name).consumers);
export const RPC_QUEUES = serviceNames.flatMap((name) => manifestOf(name).rpcQueues);

/** Delays between attempts, in milliseconds; RabbitMQ has one retry queue per consumer and delay. */
export const RETRY_DELAYS = Array.from({ length: defaultRetryPolicy.attempts - 1 }, (_, failed) =>
  Math.min(defaultRetryPolicy.firstDelayMs * defaultRetryPolicy.factor ** failed, defaultRetryPolicy.maxDelayMs),
);
