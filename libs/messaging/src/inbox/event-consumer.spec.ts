import { Command } from '@nestjs/cqrs';
import { describe, expect, it } from '@jest/globals';
import { routingKeyOf, writeEvent } from '#contracts';
import { Log, Metrics } from '#platform';
import { envelopeOf, TestClock } from '#testing';
import { signedUp } from '../../test/states.js';
import { whenever } from '../policies/policy.js';
import { EventConsumer } from './event-consumer.js';
import { sequenceGuard } from './effect-guard.js';

const guard = sequenceGuard({ isFault: () => false, ping: async () => undefined });

class Ask extends Command<'kept' | 'stale' | void> {}

/** The metrics after one event whose two policies' commands have returned these results. */
async function metricsAfter(...results: ('kept' | 'stale' | undefined)[]): Promise<string> {
  const policies = [1, 2].map(() => whenever(['account.signed-up'], { resync: 'apply' }, () => new Ask()));
  const execute = async () => results.shift();
  const metrics = new Metrics('lecture');
  const consumer = new EventConsumer(
    'lecture',
    policies,
    execute,
    () => undefined,
    guard,
    new TestClock(),
    Log.silent(),
    metrics,
    new AbortController().signal,
  );
  const event = envelopeOf(signedUp(1));
  const delivery = { id: event.id, routingKey: routingKeyOf(event.name), body: writeEvent(event) };
  expect(await consumer.handle({ ...delivery, headers: {}, attempt: 1 })).toEqual({ kind: 'done' });
  return metrics.text();
}

describe('EventConsumer', () => {
  it('counts an event as stale, without its lag, when every command returns stale', async () => {
    const metrics = await metricsAfter('stale', 'stale');
    expect(metrics).toContain('sugang_events_consumed_total{result="stale",service="lecture"} 1');
    expect(metrics).not.toContain('sugang_event_lag_seconds_count{');
  });

  it.each([['kept'], [undefined]] as const)(
    'counts an event as applied when one command returns stale and another %s',
    async (result) => {
      const metrics = await metricsAfter('stale', result);
      expect(metrics).toContain('sugang_events_consumed_total{result="applied",service="lecture"} 1');
      expect(metrics).not.toContain('result="stale"');
    },
  );
});
