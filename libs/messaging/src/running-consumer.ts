import type { ServiceReport } from '#contracts';
import type { Drains, Log, Metrics } from '#platform';
import type { NewQueue, Subscribed } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import type { InitialResync } from './resync/initial-resync.js';

/** The maximum number of messages in one transaction. */
const DEFAULT_CONCURRENCY = 32;
const QUEUE_HELP = 'Whether the queue of this consumer exists (1), or does not exist or cannot be checked (0)';
/** Bounds a metrics scrape while the broker is unreachable. */
const SCRAPE_TIMEOUT_MS = 1_000;
/** A service starts without its consumer when the broker is unreachable for this long. */
const START_TIMEOUT_MS = 3_000;

export class RunningConsumer implements Drains {
  private subscribing: Promise<Subscribed | undefined> | undefined;
  private readonly shutdown = new AbortController();

  constructor(
    private readonly options: MessagingOptions,
    private readonly bindings: string[],
    private readonly consumer: EventConsumer,
    private readonly initialResync: InitialResync,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const { broker, service } = options;
    metrics.gauge('sugang_consumer_queue', QUEUE_HELP, [], async (gauge) => gauge.set((await this.hasQueue()) ? 1 : 0));
    metrics.gauge('sugang_parked_messages', 'Parked messages that wait for an operator', [], async (gauge) => {
      try {
        gauge.set(await withTimeout(broker.parked.count(service)));
      } catch (error) {
        log.debug('the parked messages could not be counted', { error });
      }
    });
  }

  /** Resolves once the service consumes, or after a timeout without the broker. @throws when the bindings are rejected */
  async start(): Promise<void> {
    const { broker, service, concurrency = DEFAULT_CONCURRENCY } = this.options;
    const { bindings, consumer } = this;
    const subscribing = broker.subscribe({
      consumer: service,
      bindings,
      concurrency,
      handle: consumer.handle,
      whenNew: (queue) => void this.catchUp(queue),
    });
    this.subscribing = subscribing.catch((error: unknown) => {
      this.log.error('the service does not consume events', { error });
      return undefined;
    });
    let timer: NodeJS.Timeout | undefined;
    const timedOut = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        this.log.warn('the broker is unreachable; the service will consume events as soon as it is reachable');
        resolve(undefined);
      }, START_TIMEOUT_MS);
    });
    await Promise.race([subscribing, timedOut]).finally(() => clearTimeout(timer));
  }

  async queue(): Promise<ServiceReport['queue']> {
    const { broker, service } = this.options;
    const [depth, parked] = await Promise.all([broker.depthOf(service), broker.parked.count(service)]);
    return depth && { ...depth, parked };
  }

  async drain(): Promise<void> {
    this.shutdown.abort();
    const timedOut = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 100).unref());
    // A subscription that still waits for the broker has no deliveries in progress; closing the broker ends it.
    const subscribed = await Promise.race([this.subscribing, timedOut]);
    await subscribed?.close();
  }

  private async hasQueue(): Promise<boolean> {
    const { broker, service } = this.options;
    try {
      return await withTimeout(broker.hasQueue(service));
    } catch (error) {
      this.log.debug('the queue of this consumer could not be checked', { error });
      return false;
    }
  }

  private async catchUp(queue: NewQueue): Promise<void> {
    try {
      await this.initialResync.run(queue, this.shutdown.signal);
    } catch (error) {
      this.log.warn('a new consumer could not be recorded as known; it requests a resync on its next start', { error });
    }
  }
}

async function withTimeout<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no response within ${SCRAPE_TIMEOUT_MS} ms`)), SCRAPE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
