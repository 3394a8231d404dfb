import { describe, expect, it } from '@jest/globals';
import { routingKeyOf, writeEvent } from '#contracts';
import { Log, Metrics } from '#platform';
import { envelopeOf, TestClock } from '#testing';
import { signedUp } from '../../test/states.js';
import { Whenever } from '../policies/whenever.js';
import { EventConsumer } from './event-consumer.js';
import { sequenceGuard } from './guards.js';
import { Reactions } from './reactions.js';

const guard = sequenceGuard({ isFault: () => false, ping: async () => undefined });

/** The figures after one event, to which two policies have answered. */
async function figuresAfter(...answers: ('kept' | 'stale' | undefined)[]): Promise<string> {
  @Whenever(['account.signed-up'], { resync: 'apply' })
  class One {
    react = async () => answers.shift();
  }
  @Whenever(['account.signed-up'], { resync: 'apply' })
  class Other extends One {}
  const metrics = new Metrics('lecture');
  const reactions = new Reactions([One, Other], (policy) => new policy());
  const ending = new AbortController().signal;
  const notices = () => undefined;
  const consumer = new EventConsumer(
    'lecture',
    reactions,
    notices,
    guard,
    new TestClock(),
    Log.silent(),
    metrics,
    ending,
  );
  const event = envelopeOf(signedUp(1));
  const delivery = { id: event.id, routingKey: routingKeyOf(event.name), body: writeEvent(event) };
  expect(await consumer.handle({ ...delivery, headers: {}, attempt: 1 })).toEqual({ kind: 'done' });
  return metrics.text();
}

describe('an event', () => {
  it('is stale where every policy knows something newer; it then says nothing about how late events are', async () => {
    const figures = await figuresAfter('stale', 'stale');
    expect(figures).toContain('sugang_events_consumed_total{result="stale",service="lecture"} 1');
    expect(figures).not.toContain('sugang_event_lag_seconds_count{');
  });

  it.each([['kept'], [undefined]] as const)('is applied where one of them has done something: %s', async (answer) => {
    const figures = await figuresAfter('stale', answer);
    expect(figures).toContain('sugang_events_consumed_total{result="applied",service="lecture"} 1');
    expect(figures).not.toContain('result="stale"');
  });
});
