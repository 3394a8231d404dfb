import { beforeEach, describe, expect, it } from '@jest/globals';
import { Log } from '#platform';
import { eventually, idOf, SequentialIds, TestClock } from '#testing';
import { PublishUnknown, Unroutable, type Broker } from '../broker/broker.js';
import { Newcomer } from './newcomer.js';

describe('a consumer that is new', () => {
  let asked: string[];
  let answer: () => void;
  let settled: boolean;
  const ending = new AbortController();

  beforeEach(() => {
    asked = [];
    answer = () => undefined;
    settled = false;
  });

  const newcomer = (...owners: string[]) => {
    const broker = {
      publish: async ({ body }: { body: string }) => {
        asked.push((JSON.parse(body) as { requestId: string }).requestId);
        answer();
      },
    } as unknown as Broker;
    const patience = { firstMs: 5, longestMs: 10 };
    return new Newcomer(broker, 'mypage', owners, new SequentialIds(), new TestClock(), Log.silent(), patience);
  };
  const subscribed = { isNew: true, settled: async () => void (settled = true), close: async () => undefined };
  const notice = (source: string, requestId = idOf(1)) => ({ requestId, source, consumer: 'mypage', emitted: 3 });

  it('asks until every owner it listens to has answered, under one request id', async () => {
    const one = newcomer('lecture', 'payment');
    const settling = one.settle(subscribed, ending.signal);
    await eventually(() => expect(asked.length).toBeGreaterThan(2));
    one.heard(notice('lecture'));
    one.heard(notice('registration'));
    one.heard(notice('payment', idOf(2)));
    const before = asked.length;
    await eventually(() => expect(asked.length).toBeGreaterThan(before));
    expect(settled).toBe(false);
    one.heard(notice('payment'));
    await settling;
    expect(settled).toBe(true);
    expect(new Set(asked)).toEqual(new Set([idOf(1)]));
  });

  it('is patient while no owner is there, or the broker gives no answer', async () => {
    const faults = [new Unroutable('resync-requested.v1'), new PublishUnknown('no connection')];
    answer = () => {
      const fault = faults.shift();
      if (fault) throw fault;
    };
    const one = newcomer('lecture');
    const settling = one.settle(subscribed, ending.signal);
    await eventually(() => expect(asked.length).toBeGreaterThan(3));
    one.heard(notice('lecture'));
    await settling;
    expect(settled).toBe(true);
  });

  it('needs not ask when it copies nothing', async () => {
    await newcomer().settle(subscribed, ending.signal);
    expect({ asked, settled }).toEqual({ asked: [], settled: true });
  });

  it('stays new when the service ends before all have answered', async () => {
    const end = new AbortController();
    const settling = newcomer('lecture').settle(subscribed, end.signal);
    await eventually(() => expect(asked.length).toBeGreaterThan(1));
    end.abort();
    await settling;
    expect(settled).toBe(false);
  });
});
