import type { Drains, Log, Metrics } from '#platform';
import type { Subscribed } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import type { Newcomer } from './resync/newcomer.js';

const CONCURRENCY = 8;
const QUEUE_HELP = 'Whether the queue of this consumer exists: 1, or 0 where it does not or the broker does not say';
/** A scrape must not wait for a broker that is out. */
const TOLD_WITHIN_MS = 1_000;
/** A broker that is down must not keep a service from starting: after that many milliseconds it starts without. */
const START_WITHOUT_MS = 3_000;

/** The subscription of one service: begun at its start, or as soon as the broker can be reached. */
export class RunningConsumer implements Drains {
  private subscribing: Promise<Subscribed | undefined> | undefined;
  private readonly ending = new AbortController();

  constructor(
    private readonly options: MessagingOptions,
    private readonly bindings: string[],
    private readonly consumer: EventConsumer,
    private readonly newcomer: Newcomer,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const { broker, service } = options;
    metrics.gauge('sugang_consumer_queue', QUEUE_HELP, [], async (gauge) => gauge.set((await this.hasQueue()) ? 1 : 0));
    metrics.gauge('sugang_parked_messages', 'Messages set aside for an operator', [], async (gauge) => {
      try {
        gauge.set(await inTime(broker.parked.count(service)));
      } catch (error) {
        log.debug('the parked messages cannot be counted now', { error });
      }
    });
  }

  /** Resolves once the service consumes, or after a while without the broker. @throws when the broker refuses its bindings */
  async start(): Promise<void> {
    const { broker, service, concurrency = CONCURRENCY } = this.options;
    const { bindings, consumer } = this;
    const subscribing = broker.subscribe({ consumer: service, bindings, concurrency, handle: consumer.handle });
    this.subscribing = subscribing.catch((error: unknown) => {
      this.log.error('the service does not consume', { error });
      return undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.log.warn('the broker cannot be reached yet; consuming begins when it can');
        resolve(undefined);
      }, START_WITHOUT_MS);
    });
    void this.introduce();
    await Promise.race([subscribing, late]).finally(() => clearTimeout(timer));
  }

  async drain(): Promise<void> {
    this.ending.abort();
    const never = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 100).unref());
    // A subscription that still waits for the broker has nothing under way; the broker's own end ends it.
    const subscribed = await Promise.race([this.subscribing, never]);
    await subscribed?.close();
  }

  private async hasQueue(): Promise<boolean> {
    const { broker, service } = this.options;
    try {
      return await inTime(broker.knows(service));
    } catch (error) {
      this.log.debug('the broker does not say whether the queue is there', { error });
      return false;
    }
  }

  private async introduce(): Promise<void> {
    const subscribed = await this.subscribing;
    if (!subscribed?.isNew) return;
    try {
      await this.newcomer.settle(subscribed, this.ending.signal);
    } catch (error) {
      this.log.warn('a new consumer could not be remembered as known; it will ask again at its next start', { error });
    }
  }
}

async function inTime<Told>(telling: Promise<Told>): Promise<Told> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TOLD_WITHIN_MS} ms`)), TOLD_WITHIN_MS);
  });
  try {
    return await Promise.race([telling, late]);
  } finally {
    clearTimeout(timer);
  }
}
