import { expect } from '@jest/globals';
import { done, quick, type BrokerHarness, type Suite } from './harness.contract.js';

const firstTimeBusy = ({ attempt }: { attempt: number }) =>
  attempt === 1 ? ({ kind: 'retry', reason: 'busy' } as const) : done();

/** Redelivery after a failure, and pauses during an outage of the consumer's store. */
export function retriesContract({ describe, it }: Suite, harness: BrokerHarness): void {
  describe('Broker retries', () => {
    it('redelivers a message after a growing delay with its attempt number and original key', async () => {
      const times: number[] = [];
      const { received, keys } = await harness.consumer('payment', ['registration.expired.v1'], ({ attempt }) => {
        times.push(performance.now());
        return attempt < 3 ? { kind: 'retry', reason: 'busy' } : { kind: 'done' };
      });
      await harness.publish('registration.expired.v1');
      await harness.eventually(() => expect(received.map(({ attempt }) => attempt)).toEqual([1, 2, 3]));
      expect(new Set(keys())).toEqual(new Set(['registration.expired.v1']));
      const [first = 0, second = 0, third = 0] = times;
      expect(second - first).toBeGreaterThanOrEqual(quick.firstDelayMs - 1);
      expect(third - second).toBeGreaterThanOrEqual(quick.firstDelayMs * quick.factor - 1);
    });

    it('redelivers a message only to the group that failed', async () => {
      const other = await harness.consumer('lecture', ['#']);
      const failing = await harness.consumer('payment', ['#'], firstTimeBusy);
      await harness.publish('registration.expired.v1');
      await harness.eventually(() => expect(failing.received).toHaveLength(2));
      expect(other.received).toHaveLength(1);
    });

    it('delivers later messages while one waits for its retry', async () => {
      const { received } = await harness.consumer('payment', ['#'], (delivery) =>
        delivery.body === 'poison' ? firstTimeBusy(delivery) : done(),
      );
      await harness.publish('registration.expired.v1', 'poison');
      await harness.publish('registration.expired.v1', 'valid');
      await harness.eventually(() => expect(received.map(({ body }) => body)).toEqual(['poison', 'valid', 'poison']));
    });
  });

  describe('Broker pauses', () => {
    it('pauses a consumer without counting an attempt or parking, and resumes when its store responds', async () => {
      let down = true;
      let respond: (() => void) | undefined;
      const until = () => new Promise<void>((resolve) => (respond = resolve));
      const verdict = () => (down ? ({ kind: 'pause', reason: 'the store is down', until } as const) : done());
      const paused = await harness.consumer('lecture', ['#'], verdict, 1);
      const other = await harness.consumer('mypage', ['#']);
      const published: string[] = [];
      for (let n = 0; n < 5; n += 1) published.push(await harness.publish('registration.expired.v1'));
      await harness.eventually(() => expect(other.received).toHaveLength(5));
      expect(paused.received).toHaveLength(1);
      down = false;
      respond?.();
      await harness.eventually(() => expect(paused.received).toHaveLength(6));
      expect(new Set(paused.ids())).toEqual(new Set(published));
      expect(paused.received.every(({ attempt }) => attempt === 1)).toBe(true);
      expect(await harness.broker.parked.list()).toEqual([]);
    });

    it('parks nothing while the store of a consumer succeeds and fails alternately', async () => {
      let down = true;
      const until = () => Promise.resolve();
      const verdict = () => (down ? ({ kind: 'pause', reason: 'read-only', until } as const) : done());
      const paused = await harness.consumer('lecture', ['#'], verdict, 2);
      const published = [
        await harness.publish('registration.expired.v1'),
        await harness.publish('registration.expired.v1'),
      ];
      for (const times of [80, 160, 240])
        await harness.eventually(() => expect(paused.received.length).toBeGreaterThan(times));
      await paused.close();
      const again = await harness.consumer('lecture', ['#'], verdict, 2);
      await harness.eventually(() => expect(again.received.length).toBeGreaterThan(10));
      down = false;
      const refused = again.received.length;
      await harness.eventually(() => expect(again.ids().slice(refused).sort()).toEqual(published));
      await harness.flush(again, 'tick');
      expect(again.received).toHaveLength(refused + 3);
      expect(await harness.broker.parked.list()).toEqual([]);
    });

    it('closes a paused consumer without losing its messages', async () => {
      const until = () => new Promise<void>(() => undefined);
      const pause = () => ({ kind: 'pause', reason: 'the store is down', until }) as const;
      const before = await harness.consumer('lecture', ['#'], pause);
      const id = await harness.publish('registration.expired.v1');
      await harness.eventually(() => expect(before.received).toHaveLength(1));
      await harness.reopen();
      const after = await harness.consumer('lecture', ['#']);
      await harness.eventually(() => expect(after.received).toEqual([expect.objectContaining({ id, attempt: 1 })]));
    });
  });
}
