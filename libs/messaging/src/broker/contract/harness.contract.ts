import * as jest from '@jest/globals';
import { eventually } from '#testing';
import type { Broker, Delivery, NewQueue, OutgoingMessage, RetryPolicy, Subscribed, Verdict } from '../broker.js';

/** A durable broker, initially empty, that can be closed and reopened. */
export interface BrokerPlace {
  open(retry: RetryPolicy): Promise<Broker>;
  /** Deletes its data; every broker opened here has been closed. */
  dispose(): Promise<void>;
  /** Timeout of an expectation (5000). */
  timeoutMs?: number;
}

/** Receives the tests: Jest, or a collector that proves that they can fail. */
export type Suite = Pick<typeof jest, 'describe' | 'it' | 'beforeEach' | 'afterEach'>;

/** 3 attempts with delays of 30 and 60 ms. */
export const quick: RetryPolicy = { attempts: 3, firstDelayMs: 30, factor: 2, maxDelayMs: 1000 };

export const done = (): Verdict => ({ kind: 'done' });

/** A consumer that records its deliveries. */
export interface Recorded extends Subscribed {
  received: Delivery[];
  /** What the broker has reported about its queue. */
  newQueues: NewQueue[];
  keys(): string[];
  ids(): string[];
}

/** Deliveries that stay in progress until the test finishes them. */
export interface Held {
  verdict: () => Promise<Verdict>;
  inProgress: number;
  /** Maximum number in progress at a time. */
  maximum: number;
  finish(): void;
}

/** Everything the contract's tests do with a broker. */
export class BrokerHarness {
  broker: Broker;
  private place: BrokerPlace;
  private made = 0;
  private readonly held: Held[] = [];

  constructor(private readonly newPlace: () => Promise<BrokerPlace>) {}

  async setUp(): Promise<void> {
    this.place = await this.newPlace();
    this.broker = await this.place.open(quick);
  }

  async takeDown(): Promise<void> {
    this.held.forEach((held) => held.finish());
    await this.broker.close();
    await this.place.dispose();
  }

  async reopen(retry = quick): Promise<void> {
    await this.broker.close();
    this.broker = await this.place.open(retry);
  }

  message(routingKey: string, body = '{}'): OutgoingMessage {
    this.made += 1;
    return { id: `0193a5b0-0000-7000-8000-${String(this.made).padStart(12, '0')}`, routingKey, body };
  }

  /** Publishes a message and returns its id. */
  async publish(routingKey: string, body?: string): Promise<string> {
    const outgoing = this.message(routingKey, body);
    await this.broker.publish(outgoing);
    return outgoing.id;
  }

  async consumer(
    name: string,
    bindings: string[],
    verdict: (delivery: Delivery) => Verdict | Promise<Verdict> = done,
    concurrency = 4,
  ): Promise<Recorded> {
    const received: Delivery[] = [];
    const handle = async (delivery: Delivery): Promise<Verdict> => {
      received.push(delivery);
      return verdict(delivery);
    };
    const newQueues: NewQueue[] = [];
    const whenNew = (queue: NewQueue) => void newQueues.push(queue);
    const subscribed = await this.broker.subscribe({ consumer: name, bindings, concurrency, handle, whenNew });
    const keys = () => received.map(({ routingKey }) => routingKey);
    return { ...subscribed, received, newQueues, keys, ids: () => received.map(({ id }) => id) };
  }

  /** A verdict that waits for `finish`, which returns `done` for all deliveries in progress. */
  hold(): Held {
    const waiting: (() => void)[] = [];
    const verdict = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return done();
    };
    const held = {
      verdict: () => {
        const given = verdict();
        held.inProgress = waiting.length;
        held.maximum = Math.max(held.maximum, waiting.length);
        return given;
      },
      inProgress: 0,
      maximum: 0,
      finish: () => {
        held.inProgress = 0;
        waiting.splice(0).forEach((give) => give());
      },
    };
    this.held.push(held);
    return held;
  }

  eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
    return eventually(assertion, { within: this.place.timeoutMs });
  }

  /** Publishes a last message and waits for its delivery, so that earlier ones have been delivered or never will be. */
  async flush(recorded: Recorded, routingKey: string): Promise<void> {
    const last = await this.publish(routingKey, 'last');
    await this.eventually(() => jest.expect(recorded.ids()).toContain(last));
  }
}
