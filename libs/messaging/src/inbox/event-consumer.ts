import type { Command } from '@nestjs/cqrs';
import { readEvent, republishKeyOf, resyncKeyOf, routingKeyOf, UnreadableEvent, type EventEnvelope } from '#contracts';
import { Tracing, type Clock, type Log, type Metrics } from '#platform';
import type { Delivery, Verdict } from '../broker/broker.js';
import { policiesFor, type Policy } from '../policies/policy.js';
import { inProcessSpan } from '../message-spans.js';
import type { ControlMessages } from '../resync/control-messages.js';
import { storeResponds, type EffectGuard } from './effect-guard.js';

/** Reads a delivery, runs the matching policies once, and decides what happens to a delivery that failed. */
export class EventConsumer {
  private readonly consumed;
  private readonly lag;
  /** Of the last event that took effect in this process. */
  lastLag?: { seconds: number; at: string };

  constructor(
    private readonly service: string,
    private readonly policies: readonly Policy[],
    private readonly execute: (command: Command<unknown>) => Promise<unknown>,
    private readonly controlMessages: ControlMessages,
    private readonly guard: EffectGuard,
    private readonly clock: Clock,
    private readonly log: Log,
    metrics: Metrics,
    private readonly shutdown: AbortSignal,
    private readonly tracing = Tracing.off,
  ) {
    this.consumed = metrics.counter('sugang_events_consumed_total', 'Consumed messages', ['result']);
    this.lag = metrics.histogram(
      'sugang_event_lag_seconds',
      'Time from an event to its effect in this service',
      ['event'],
      [0.05, 0.25, 1, 5, 30, 300],
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
    const control = this.controlMessages(delivery.routingKey);
    if (control) {
      await control(delivery);
      return 'applied';
    }
    const event = readEvent(delivery.body);
    this.assertKeyMatches(delivery, event);
    const policies = policiesFor(this.policies, event);
    if (policies.length === 0) return 'ignored';
    const result = await inProcessSpan(this.tracing, this.service, event, delivery, () =>
      this.applyOnce(policies, event),
    );
    if (result === 'applied' && event.resync === undefined) this.observeLag(event);
    return result;
  }

  private async applyOnce(policies: Policy[], event: EventEnvelope): Promise<'applied' | 'stale' | 'duplicate'> {
    let outcomes: unknown[] = [];
    const result = await this.guard.once(event.id, event.subject, async () => {
      outcomes = [];
      for (const policy of policies) outcomes.push(await this.execute(policy.command(event)));
    });
    return result === 'applied' && outcomes.every((outcome) => outcome === 'stale') ? 'stale' : result;
  }

  private assertKeyMatches({ routingKey }: Delivery, { name, resync }: EventEnvelope): void {
    const expected =
      resync === undefined
        ? [routingKeyOf(name), republishKeyOf(this.service, name)]
        : [resyncKeyOf(this.service, name)];
    if (!expected.includes(routingKey))
      throw new UnreadableEvent([`routing key: ${routingKey} does not match ${name}`]);
  }

  private observeLag({ name, time }: EventEnvelope): void {
    const now = this.clock.now();
    const seconds = Math.max(0, now.getTime() - Date.parse(time)) / 1000;
    this.lag.observe({ event: name }, seconds);
    this.lastLag = { seconds, at: now.toISOString() };
  }

  private verdictOn({ id, routingKey, attempt }: Delivery, error: unknown): Verdict {
    const facts = { messageId: id, routingKey, attempt, error };
    if (error instanceof UnreadableEvent) {
      this.consumed.inc({ result: 'parked' });
      this.log.error('parked an unreadable message', facts);
      return { kind: 'park', reason: error.message };
    }
    const reason = error instanceof Error ? error.message : String(error);
    if (this.guard.isStoreFault(error)) {
      this.consumed.inc({ result: 'paused' });
      return { kind: 'pause', reason, until: () => storeResponds(this.guard, this.shutdown) };
    }
    this.consumed.inc({ result: 'failed' });
    this.log.warn('a message could not be consumed', facts);
    return { kind: 'retry', reason };
  }
}
