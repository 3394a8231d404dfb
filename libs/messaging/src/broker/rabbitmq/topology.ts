import { createHash } from 'node:crypto';
import { defaultRetryPolicy, delayAfter, type RetryPolicy } from '../broker.js';
import { Names } from './names.js';

/** Catches only a message that crashes its consumer repeatedly: our own attempts are counted in a header. */
export const DELIVERY_LIMIT = 100;
/** Listing parked messages takes and requeues them, so their limit must never be reached. */
const UNLIMITED = 1_000_000_000;

type Arguments = Record<string, string | number>;

export interface DeclaredQueue {
  name: string;
  arguments: Arguments;
}

/** A queue of an earlier release, and where its messages belong now. */
export interface EarlierQueue {
  name: string;
  movesTo: string;
  /** Bound to the exchange: it has to be unbound, or it receives every event as well. */
  isBound: boolean;
}

const quorum = { 'x-queue-type': 'quorum' } as const;

const deadLetteredTo = (queue: string): Arguments => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  // The default strategy dead-letters without a confirm: what is due during a restart would be lost.
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

const queueArguments = (parked: string): Arguments => ({
  ...quorum,
  'x-delivery-limit': DELIVERY_LIMIT,
  ...deadLetteredTo(parked),
});
const retryArguments = (queue: string, delayMs: number): Arguments => ({
  ...quorum,
  'x-message-ttl': delayMs,
  ...deadLetteredTo(queue),
});
const parkedArguments: Arguments = { ...quorum, 'x-delivery-limit': UNLIMITED };
const knownArguments: Arguments = { 'x-max-length': 1 };

const hashOf = (given: Arguments): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(given).sort()))
    .digest('hex')
    .slice(0, 6);

/** Arguments that have not changed since the first release, whose queue names had no version. */
const UNVERSIONED = ['a427d8', '9b690d'];

/** RabbitMQ refuses to declare a queue with arguments that it does not have, so different arguments need another name. */
const versionOf = (given: Arguments): string => (UNVERSIONED.includes(hashOf(given)) ? '' : `.v${hashOf(given)}`);

const parkedVersion = versionOf(parkedArguments);
const knownVersion = versionOf(knownArguments);
const queueVersion = versionOf(queueArguments(`{consumer}.parked${parkedVersion}`));
const retryVersion = versionOf(retryArguments(`{consumer}${queueVersion}`, 0));

/** The current versions, which a test records: add one that you replace to `EARLIER`. */
export const versions = { queue: queueVersion, retry: retryVersion, parked: parkedVersion, known: knownVersion };

/** Versions that earlier releases declared: the messages in them are moved to the current queues. */
const EARLIER: { queue: string; retry: string }[] = [{ queue: '', retry: '' }];

export class Topology {
  private readonly delays: number[];

  constructor(
    readonly names = new Names(),
    retry: RetryPolicy = defaultRetryPolicy,
  ) {
    this.delays = delaysOf(retry);
  }

  queue(consumer: string): DeclaredQueue {
    const name = this.names.of(`${consumer}${queueVersion}`);
    return { name, arguments: queueArguments(this.parked(consumer).name) };
  }

  retry(consumer: string, delayMs: number): DeclaredQueue {
    const name = this.names.of(`${consumer}.retry.${delayMs}${retryVersion}`);
    return { name, arguments: retryArguments(this.queue(consumer).name, delayMs) };
  }

  retries(consumer: string): DeclaredQueue[] {
    return this.delays.map((delayMs) => this.retry(consumer, delayMs));
  }

  /** What could not be consumed and waits for an operator. */
  parked(consumer: string): DeclaredQueue {
    return { name: this.names.of(`${consumer}.parked${parkedVersion}`), arguments: parkedArguments };
  }

  /** Exists when the consumer is not new any more; a message in it means that its queue was lost since. */
  known(consumer: string): DeclaredQueue {
    return { name: this.names.of(`${consumer}.settled${knownVersion}`), arguments: knownArguments };
  }

  all(consumer: string): DeclaredQueue[] {
    return [this.queue(consumer), ...this.retries(consumer), this.parked(consumer), this.known(consumer)];
  }

  /** Retry queues first: what is due in them goes to the queue, which must still exist then. */
  earlier(consumer: string): EarlierQueue[] {
    const delays = new Set([...delaysOf(defaultRetryPolicy), ...this.delays]);
    return EARLIER.flatMap(({ queue, retry }) => [
      ...[...delays].map((delayMs) => ({
        name: this.names.of(`${consumer}.retry.${delayMs}${retry}`),
        movesTo: (this.delays.includes(delayMs) ? this.retry(consumer, delayMs) : this.queue(consumer)).name,
        isBound: false,
      })),
      { name: this.names.of(`${consumer}${queue}`), movesTo: this.queue(consumer).name, isBound: true },
    ]);
  }
}

/** Names of the queues of one consumer with the default retry policy, for tools that read RabbitMQ directly. */
export function queueNames(
  consumer: string,
  namespace?: string,
): Record<'queue' | 'parked' | 'known', string> & {
  retries: string[];
  all: string[];
} {
  const topology = new Topology(new Names(namespace));
  return {
    queue: topology.queue(consumer).name,
    parked: topology.parked(consumer).name,
    known: topology.known(consumer).name,
    retries: topology.retries(consumer).map(({ name }) => name),
    all: topology.all(consumer).map(({ name }) => name),
  };
}

const delaysOf = (retry: RetryPolicy): number[] => {
  const delays = Array.from({ length: retry.attempts - 1 }, (_, failed) => delayAfter(failed + 1, retry)!);
  return [...new Set(delays)];
};
