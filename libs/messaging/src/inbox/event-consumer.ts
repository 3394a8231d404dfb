import { readEvent, resyncKeyOf, routingKeyOf, UnreadableEvent, type EventEnvelope } from '#contracts';
import { Tracing, type Clock, type Log, type Metrics } from '#platform';
import type { Delivery, Verdict } from '../broker/broker.js';
import type { Reaction } from '../policies/reaction.js';
import { untilItAnswers, type Guard } from './guards.js';
import { processing } from './processing.js';
import type { Reactions } from './reactions.js';

/** What a service does with a message that is no event: a resync request, or the notice of its end. */
export type Notices = (routingKey: string) => ((delivery: Delivery) => Promise<void>) | undefined;

/** Reads what the broker delivers, lets the policies react once, and judges what went wrong. */
export class EventConsumer {
  private readonly consumed;
  private readonly lag;

  constructor(
    private readonly service: string,
    private readonly reactions: Reactions,
    private readonly notices: Notices,
    private readonly guard: Guard,
    private readonly clock: Clock,
    private readonly log: Log,
    metrics: Metrics,
    private readonly ending: AbortSignal,
    private readonly tracing = Tracing.off,
  ) {
    this.consumed = metrics.counter('sugang_events_consumed_total', 'Messages consumed', ['result']);
    this.lag = metrics.histogram(
      'sugang_event_lag_seconds',
      'From an event’s time to its effect here',
      ['event'],
      [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    );
  }

  /** The broker's handler: never throws. */
  readonly handle = async (delivery: Delivery): Promise<Verdict> => {
    try {
      const result = await this.consume(delivery);
      this.consumed.inc({ result });
      return { kind: 'done' };
    } catch (error) {
      return this.verdictOn(delivery, error);
    }
  };

  private async consume(delivery: Delivery): Promise<'applied' | 'stale' | 'duplicate' | 'ignored'> {
    const notice = this.notices(delivery.routingKey);
    if (notice) {
      await notice(delivery);
      return 'applied';
    }
    const event = readEvent(delivery.body);
    this.assertFits(delivery, event);
    const reactions = this.reactions.to(event);
    if (reactions.length === 0) return 'ignored';
    const result = await processing(this.tracing, this.service, event, delivery, () => this.letReact(reactions, event));
    if (result === 'applied' && event.resync === undefined) this.measure(event);
    return result;
  }

  private async letReact(reactions: Reaction[], event: EventEnvelope): Promise<'applied' | 'stale' | 'duplicate'> {
    const done = await Promise.all(reactions.map(async (reaction) => (await reaction.isDone?.(event)) ?? false));
    if (done.every(Boolean)) return this.guard.remember(event.id);
    let outcomes: unknown[] = [];
    const result = await this.guard.once(event.id, async () => {
      outcomes = [];
      for (const reaction of reactions) outcomes.push(await reaction.react(event));
    });
    return result === 'applied' && outcomes.every((outcome) => outcome === 'stale') ? 'stale' : result;
  }

  private assertFits({ routingKey }: Delivery, { name, resync }: EventEnvelope): void {
    const fits = resync === undefined ? routingKeyOf(name) : resyncKeyOf(this.service, name);
    if (routingKey !== fits) throw new UnreadableEvent([`routing key: ${routingKey} does not fit ${name}`]);
  }

  private measure({ name, time }: EventEnvelope): void {
    this.lag.observe({ event: name }, Math.max(0, this.clock.now().getTime() - Date.parse(time)) / 1000);
  }

  private verdictOn({ id, routingKey, attempt }: Delivery, error: unknown): Verdict {
    const facts = { messageId: id, routingKey, attempt, error };
    if (error instanceof UnreadableEvent) {
      this.consumed.inc({ result: 'parked' });
      this.log.error('a message that cannot be read is parked', facts);
      return { kind: 'park', reason: error.message };
    }
    const reason = error instanceof Error ? error.message : String(error);
    if (this.guard.isStoreFault(error)) {
      this.consumed.inc({ result: 'paused' });
      return { kind: 'pause', reason, until: () => untilItAnswers(this.guard, this.ending) };
    }
    this.consumed.inc({ result: 'failed' });
    this.log.warn('a message could not be consumed', facts);
    return { kind: 'retry', reason };
  }
}
