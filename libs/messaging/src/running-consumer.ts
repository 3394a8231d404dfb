import type { Clock, Drains, Ids, Log, Metrics } from '#platform';
import type { Subscribed } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import { askForResync } from './resync/ask-for-resync.js';

const CONCURRENCY = 8;
/** A broker that is down must not keep a service from starting: after that many milliseconds it starts without. */
const START_WITHOUT_MS = 3_000;
const ASK_AGAIN_MS = 2_000;

/** The subscription of one service: begun at its start, or as soon as the broker can be reached. */
export class RunningConsumer implements Drains {
  private subscribing: Promise<Subscribed> | undefined;
  private over = false;

  constructor(
    private readonly options: MessagingOptions,
    private readonly bindings: string[],
    private readonly consumer: EventConsumer,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const { broker, service } = options;
    metrics.gauge('sugang_parked_messages', 'Messages set aside for an operator', [], async (gauge) => {
      try {
        gauge.set(await broker.parked.count(service));
      } catch (error) {
        log.debug('the parked messages cannot be counted now', { error });
      }
    });
  }

  /** Resolves once the service consumes, or after a while without the broker. */
  async start(): Promise<void> {
    const { broker, service, concurrency = CONCURRENCY } = this.options;
    const { bindings, consumer } = this;
    this.subscribing = broker.subscribe({ consumer: service, bindings, concurrency, handle: consumer.handle });
    const begun = this.subscribing.then((subscribed) => void this.begin(subscribed));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.log.warn('the broker cannot be reached yet; consuming begins when it can');
        resolve();
      }, START_WITHOUT_MS);
    });
    await Promise.race([begun, late]);
    clearTimeout(timer);
  }

  async drain(): Promise<void> {
    this.over = true;
    const never = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 100).unref());
    // A subscription that still waits for the broker has nothing under way; the broker's own end ends it.
    const subscribed = await Promise.race([this.subscribing, never]);
    await subscribed?.close();
  }

  /** A consumer that is new has missed what was published before: it asks for the present states, and remembers that it did. */
  private async begin(subscribed: Subscribed): Promise<void> {
    const { broker, service, resyncWhenNew, policies } = this.options;
    if (!subscribed.isNew) return;
    while (!this.over) {
      try {
        if (resyncWhenNew && policies.length > 0) {
          await askForResync(broker, service, this.ids.next(), this.clock.now());
        }
        await subscribed.settled();
        return;
      } catch (error) {
        this.log.warn('a new consumer could not ask for the present states; it asks again', { error });
        await new Promise((wake) => setTimeout(wake, ASK_AGAIN_MS).unref());
      }
    }
  }
}
