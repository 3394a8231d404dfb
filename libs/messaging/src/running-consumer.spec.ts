import { describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import type { Broker } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import type { InitialResync } from './resync/initial-resync.js';
import { RunningConsumer } from './running-consumer.js';

const metricsOf = async (broker: { hasQueue: () => Promise<boolean>; parked: { count: () => Promise<number> } }) => {
  const options = { service: 'lecture', broker: broker as unknown as Broker } as MessagingOptions;
  const metrics = new Metrics('lecture');
  const [consumer, initialResync] = [{} as EventConsumer, {} as InitialResync];
  expect(new RunningConsumer(options, [], consumer, initialResync, Log.silent(), metrics)).toBeDefined();
  return metrics.text();
};

describe('the metric sugang_consumer_queue', () => {
  it.each([
    ['exists', () => Promise.resolve(true), 1],
    ['was deleted', () => Promise.resolve(false), 0],
    ['cannot be checked', () => Promise.reject(new Error('no connection to RabbitMQ')), 0],
    ['check does not respond', () => new Promise<boolean>(() => undefined), 0],
  ])('is reported without delaying the scrape when the queue %s', async (_what, hasQueue, value) => {
    const text = await metricsOf({ hasQueue, parked: { count: () => Promise.resolve(0) } });
    expect(text).toContain(`sugang_consumer_queue{service="lecture"} ${value}`);
  });
});

describe('the metric sugang_parked_messages', () => {
  const hasQueue = () => Promise.resolve(true);

  it('is the number of parked messages', async () => {
    const text = await metricsOf({ hasQueue, parked: { count: () => Promise.resolve(3) } });
    expect(text).toContain('sugang_parked_messages{service="lecture"} 3');
  });

  it.each([
    ['cannot be counted', () => Promise.reject(new Error('no connection to RabbitMQ'))],
    ['count does not respond', () => new Promise<number>(() => undefined)],
  ])(
    'does not delay the scrape when the messages %s',
    async (_what, count) => {
      const text = await metricsOf({ hasQueue, parked: { count } });
      expect(text).toContain('sugang_consumer_queue{service="lecture"} 1');
    },
    5_000,
  );
});
