import * as jest from '@jest/globals';
import { eventually } from '#testing';
import type { Broker, Delivery, OutgoingMessage, Subscribed, Verdict } from '../broker.js';
import type { RetryPolicy } from '../retry-policy.js';

/** One durable broker, empty at first, that can be closed and opened again. */
export interface BrokerPlace {
  open(retry: RetryPolicy): Promise<Broker>;
  /** Removes whatever it keeps; every broker opened here has been closed. */
  dispose(): Promise<void>;
  /** How long to wait for what must happen, in milliseconds (5000). */
  patience?: number;
}

/** Where the tests are told to: to Jest, or to a collector that shows that they can fail. */
export type Suite = Pick<typeof jest, 'describe' | 'it' | 'beforeEach' | 'afterEach'>;

/** 3 attempts, 30 and 60 ms apart. */
export const quick: RetryPolicy = { attempts: 3, firstDelayMs: 30, factor: 2, maxDelayMs: 1000 };

export const done = (): Verdict => ({ kind: 'done' });

/** A consumer that writes down what it gets. */
export interface Recorded extends Subscribed {
  got: Delivery[];
  keys(): string[];
  ids(): string[];
}

/** Deliveries that stay under way until the test, or its end, finishes them. */
export interface Held {
  verdict: () => Promise<Verdict>;
  underWay: number;
  /** Most that were under way at once. */
  most: number;
  finish(): void;
}

/** A broker on the bench: everything the contract's tests do with it. */
export class Bench {
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

  /** Publishes a message and answers its id. */
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
    const got: Delivery[] = [];
    const handle = async (delivery: Delivery): Promise<Verdict> => {
      got.push(delivery);
      return verdict(delivery);
    };
    const subscribed = await this.broker.subscribe({ consumer: name, bindings, concurrency, handle });
    const keys = () => got.map(({ routingKey }) => routingKey);
    return { ...subscribed, got, keys, ids: () => got.map(({ id }) => id) };
  }

  /** A verdict that is not given until `finish`: then `done`, of all that are under way. */
  hold(): Held {
    const waiting: (() => void)[] = [];
    const verdict = async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return done();
    };
    const held = {
      verdict: () => {
        const given = verdict();
        held.underWay = waiting.length;
        held.most = Math.max(held.most, waiting.length);
        return given;
      },
      underWay: 0,
      most: 0,
      finish: () => {
        held.underWay = 0;
        waiting.splice(0).forEach((give) => give());
      },
    };
    this.held.push(held);
    return held;
  }

  eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
    return eventually(assertion, { within: this.place.patience });
  }

  /** Publishes one last message and waits for it: whatever came before has been delivered, or never will be. */
  async nothingMoreFor(recorded: Recorded, routingKey: string): Promise<void> {
    const last = await this.publish(routingKey, 'last');
    await this.eventually(() => jest.expect(recorded.ids()).toContain(last));
  }
}
