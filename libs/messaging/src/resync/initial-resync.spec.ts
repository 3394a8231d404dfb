import { beforeEach, describe, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { eventually, idOf, SequentialIds, TestClock } from '#testing';
import { PublishUnknown, Unroutable, type Broker } from '../broker/broker.js';
import { InitialResync } from './initial-resync.js';

describe('InitialResync', () => {
  let requests: string[];
  let publish: () => void;
  let known: boolean;
  const running = new AbortController();

  beforeEach(() => {
    requests = [];
    publish = () => undefined;
    known = false;
  });

  const resyncFrom = (...owners: string[]) => {
    const broker = {
      publish: async ({ body }: { body: string }) => {
        requests.push((JSON.parse(body) as { requestId: string }).requestId);
        publish();
      },
    } as unknown as Broker;
    const backoff = { firstMs: 5, maxMs: 10 };
    return new InitialResync(broker, 'mypage', owners, new SequentialIds(), new TestClock(), Log.silent(), backoff);
  };
  const subscribed = { isNew: true, markKnown: async () => void (known = true), close: async () => undefined };
  const completion = (source: string, requestId = idOf(1)) => ({ requestId, source, consumer: 'mypage', emitted: 3 });

  it('repeats one request until every owning service has completed it', async () => {
    const resync = resyncFrom('lecture', 'payment');
    const run = resync.run(subscribed, running.signal);
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
    const run = resync.run(subscribed, running.signal);
    await eventually(() => expect(requests.length).toBeGreaterThan(3));
    resync.finished(completion('lecture'));
    await run;
    expect(known).toBe(true);
  });

  it('requests nothing for a consumer without copies', async () => {
    await resyncFrom().run(subscribed, running.signal);
    expect({ requests, known }).toEqual({ requests: [], known: true });
  });

  it('leaves the consumer new when the service stops before every owning service has completed', async () => {
    const shutdown = new AbortController();
    const run = resyncFrom('lecture').run(subscribed, shutdown.signal);
    await eventually(() => expect(requests.length).toBeGreaterThan(1));
    shutdown.abort();
    await run;
    expect(known).toBe(false);
  });
});
