import { describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import type { Broker } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import type { Newcomer } from './resync/newcomer.js';
import { RunningConsumer } from './running-consumer.js';

const figuresOf = async (broker: { knows: () => Promise<boolean>; parked: { count: () => Promise<number> } }) => {
  const options = { service: 'lecture', broker: broker as unknown as Broker } as MessagingOptions;
  const metrics = new Metrics('lecture');
  const [consumer, newcomer] = [{} as EventConsumer, {} as Newcomer];
  expect(new RunningConsumer(options, [], consumer, newcomer, Log.silent(), metrics)).toBeDefined();
  return metrics.text();
};

describe('the figure of a consumer’s queue', () => {
  it.each([
    ['is there', () => Promise.resolve(true), 1],
    ['was deleted', () => Promise.resolve(false), 0],
    ['cannot be asked for', () => Promise.reject(new Error('no connection to RabbitMQ')), 0],
    ['is asked for in vain', () => new Promise<boolean>(() => undefined), 0],
  ])('tells operators and keeps no scrape waiting when it %s', async (_what, knows, told) => {
    const figures = await figuresOf({ knows, parked: { count: () => Promise.resolve(0) } });
    expect(figures).toContain(`sugang_consumer_queue{service="lecture"} ${told}`);
  });
});

describe('the figure of parked messages', () => {
  const knows = () => Promise.resolve(true);

  it('tells operators how many there are', async () => {
    const figures = await figuresOf({ knows, parked: { count: () => Promise.resolve(3) } });
    expect(figures).toContain('sugang_parked_messages{service="lecture"} 3');
  });

  it.each([
    ['cannot be counted', () => Promise.reject(new Error('no connection to RabbitMQ'))],
    ['are counted in vain', () => new Promise<number>(() => undefined)],
  ])(
    'keeps no scrape waiting when they %s',
    async (_what, count) => {
      const figures = await figuresOf({ knows, parked: { count } });
      expect(figures).toContain('sugang_consumer_queue{service="lecture"} 1');
    },
    5_000,
  );
});
