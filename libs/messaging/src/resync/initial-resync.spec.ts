import { beforeEach, describe, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { eventually, idOf, SequentialIds, TestClock } from '#testing';
import { PublishUnknown, Unroutable, type Broker } from '../broker/broker.js';
import { InitialResync, type Missed } from './initial-resync.js';

describe('InitialResync', () => {
  let requests: string[];
  let bodies: string[];
  let publish: () => void;
  let known: boolean;
  const running = new AbortController();

  beforeEach(() => {
    requests = [];
    bodies = [];
    publish = () => undefined;
    known = false;
  });

  const resyncOf = (missed: Partial<Missed>) => {
    const broker = {
      publish: async ({ body }: { body: string }) => {
        requests.push((JSON.parse(body) as { requestId: string }).requestId);
        bodies.push(body);
        publish();
      },
    } as unknown as Broker;
    const all = { owners: [], republish: { events: [], publishers: [], evenIfNotLost: false }, ...missed };
    const backoff = { firstMs: 5, maxMs: 10 };
    return new InitialResync(broker, 'mypage', all, new SequentialIds(), new TestClock(), Log.silent(), backoff);
  };
  const resyncFrom = (...owners: string[]) => resyncOf({ owners });
  const queue = { wasLost: false, markKnown: async () => void (known = true) };
  const completion = (source: string, requestId = idOf(1)) => ({ requestId, source, consumer: 'mypage', emitted: 3 });

  it('repeats one request until every owning service has completed it', async () => {
    const resync = resyncFrom('lecture', 'payment');
    const run = resync.run(queue, running.signal);
    await eventually(() => expect(requests.length).toBeGreaterThan(2));
    resync.finished(completion('lecture'));
    resync.finished(completion('registration'));
    resync.finished(completion('payment', idOf(2)));
    const before = requests.length;
    await eventually(() => expect(requests.length).toBeGreaterThan(before));
    expect(known).toBe(false);
    resync.finished(completion('payment'));
    await run;
    expect(known).toBe(true);
    expect(new Set(requests)).toEqual(new Set([idOf(1)]));
  });

  it('retries while no owning service is running, or the broker does not confirm', async () => {
    const faults = [new Unroutable('resync-requested.v1'), new PublishUnknown('no connection')];
    publish = () => {
      const fault = faults.shift();
      if (fault) throw fault;
    };
    const resync = resyncFrom('lecture');
    const run = resync.run(queue, running.signal);
    await eventually(() => expect(requests.length).toBeGreaterThan(3));
    resync.finished(completion('lecture'));
    await run;
    expect(known).toBe(true);
  });

  it('requests nothing for a consumer without copies', async () => {
    await resyncFrom().run(queue, running.signal);
    expect({ requests, known }).toEqual({ requests: [], known: true });
  });

  it('leaves the consumer new when the service stops before every owning service has completed', async () => {
    const shutdown = new AbortController();
    const run = resyncFrom('lecture').run(queue, shutdown.signal);
    await eventually(() => expect(requests.length).toBeGreaterThan(1));
    shutdown.abort();
    await run;
    expect(known).toBe(false);
  });

  describe('with effects that no current state replaces', () => {
    const republish = {
      events: ['registration.canceled' as const],
      publishers: ['registration'],
      evenIfNotLost: false,
    };

    it('requests the events of a lost queue again, besides the current states', async () => {
      const resync = resyncOf({ owners: ['lecture'], republish });
      const run = resync.run({ ...queue, wasLost: true }, running.signal);
      await eventually(() => expect(new Set(requests)).toEqual(new Set([idOf(1), idOf(2)])));
      expect(bodies).toContainEqual(expect.stringContaining('"events":["registration.canceled"]'));
      resync.finished(completion('lecture'));
      await eventually(() => expect(requests.length).toBeGreaterThan(3));
      expect(known).toBe(false);
      resync.finished(completion('registration', idOf(2)));
      await run;
      expect(known).toBe(true);
    });

    it('requests no past events for a consumer that is new, unless it wants them', async () => {
      await resyncOf({ republish }).run(queue, running.signal);
      expect({ requests, known }).toEqual({ requests: [], known: true });
      const resync = resyncOf({ republish: { ...republish, evenIfNotLost: true } });
      const run = resync.run(queue, running.signal);
      await eventually(() => expect(requests).not.toEqual([]));
      resync.finished(completion('registration'));
      await run;
    });

    it('starts over when the queue is lost again meanwhile', async () => {
      const resync = resyncOf({ republish });
      const run = resync.run({ ...queue, wasLost: true }, running.signal);
      await eventually(() => expect(requests).toContain(idOf(1)));
      void resync.run({ ...queue, wasLost: true }, running.signal);
      resync.finished(completion('registration', idOf(1)));
      await eventually(() => expect(requests).toContain(idOf(2)));
      expect(known).toBe(false);
      resync.finished(completion('registration', idOf(2)));
      await run;
      expect(known).toBe(true);
    });
  });
});
