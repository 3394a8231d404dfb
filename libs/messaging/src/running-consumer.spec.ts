import { describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import type { Broker } from './broker/broker.js';
import type { EventConsumer } from './inbox/event-consumer.js';
import type { MessagingOptions } from './messaging-options.js';
import type { Newcomer } from './resync/newcomer.js';
import { RunningConsumer } from './running-consumer.js';

describe('the figure of a consumer’s queue', () => {
  it.each([
    ['is there', () => Promise.resolve(true), 1],
    ['was deleted', () => Promise.resolve(false), 0],
    ['cannot be asked for', () => Promise.reject(new Error('no connection to RabbitMQ')), 0],
    ['is asked for in vain', () => new Promise<boolean>(() => undefined), 0],
  ])('tells operators and keeps no scrape waiting when it %s', async (_what, knows, told) => {
    const parked = { count: () => Promise.resolve(0) };
    const options = { service: 'lecture', broker: { knows, parked } as unknown as Broker } as MessagingOptions;
    const metrics = new Metrics('lecture');
    const [consumer, newcomer] = [{} as EventConsumer, {} as Newcomer];
    expect(new RunningConsumer(options, [], consumer, newcomer, Log.silent(), metrics)).toBeDefined();
    expect(await metrics.text()).toContain(`sugang_consumer_queue{service="lecture"} ${told}`);
  });
});
