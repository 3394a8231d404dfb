import { expect } from '@jest/globals';
import { done, quick, type Bench, type Suite } from './bench.contract.js';

const firstTimeBusy = ({ attempt }: { attempt: number }) =>
  attempt === 1 ? ({ kind: 'retry', reason: 'busy' } as const) : done();

/** What comes again, after how long, and what a consumer's own outage does. */
export function retries({ describe, it }: Suite, bench: Bench): void {
  describe('tries again', () => {
    it('after a growing delay, counting the attempts, with the key it was published with', async () => {
      const times: number[] = [];
      const { got, keys } = await bench.consumer('payment', ['registration.expired.v1'], ({ attempt }) => {
        times.push(performance.now());
        return attempt < 3 ? { kind: 'retry', reason: 'busy' } : { kind: 'done' };
      });
      await bench.publish('registration.expired.v1');
      await bench.eventually(() => expect(got.map(({ attempt }) => attempt)).toEqual([1, 2, 3]));
      expect(new Set(keys())).toEqual(new Set(['registration.expired.v1']));
      const [first = 0, second = 0, third = 0] = times;
      expect(second - first).toBeGreaterThanOrEqual(quick.firstDelayMs - 1);
      expect(third - second).toBeGreaterThanOrEqual(quick.firstDelayMs * quick.factor - 1);
    });

    it('only with the group that asked for it', async () => {
      const calm = await bench.consumer('lecture', ['#']);
      const shaky = await bench.consumer('payment', ['#'], firstTimeBusy);
      await bench.publish('registration.expired.v1');
      await bench.eventually(() => expect(shaky.got).toHaveLength(2));
      expect(calm.got).toHaveLength(1);
    });

    it('while later messages flow', async () => {
      const { got } = await bench.consumer('payment', ['#'], (delivery) =>
        delivery.body === 'poison' ? firstTimeBusy(delivery) : done(),
      );
      await bench.publish('registration.expired.v1', 'poison');
      await bench.publish('registration.expired.v1', 'sound');
      await bench.eventually(() => expect(got.map(({ body }) => body)).toEqual(['poison', 'sound', 'poison']));
    });
  });

  describe('pauses a consumer whose store is out', () => {
    it('without counting an attempt or parking, and resumes when the store answers', async () => {
      let out = true;
      let answer: (() => void) | undefined;
      const until = () => new Promise<void>((resolve) => (answer = resolve));
      const verdict = () => (out ? ({ kind: 'pause', reason: 'store out', until } as const) : done());
      const paused = await bench.consumer('lecture', ['#'], verdict, 1);
      const other = await bench.consumer('mypage', ['#']);
      const published: string[] = [];
      for (let n = 0; n < 5; n += 1) published.push(await bench.publish('registration.expired.v1'));
      await bench.eventually(() => expect(other.got).toHaveLength(5));
      expect(paused.got).toHaveLength(1);
      out = false;
      answer?.();
      await bench.eventually(() => expect(paused.got).toHaveLength(6));
      expect(new Set(paused.ids())).toEqual(new Set(published));
      expect(paused.got.every(({ attempt }) => attempt === 1)).toBe(true);
      expect(await bench.broker.parked.list()).toEqual([]);
    });

    it('however often it answers and fails again, without parking anything', async () => {
      let out = true;
      const until = () => Promise.resolve();
      const verdict = () => (out ? ({ kind: 'pause', reason: 'read-only', until } as const) : done());
      const paused = await bench.consumer('lecture', ['#'], verdict, 2);
      const published = [
        await bench.publish('registration.expired.v1'),
        await bench.publish('registration.expired.v1'),
      ];
      for (const times of [80, 160, 240])
        await bench.eventually(() => expect(paused.got.length).toBeGreaterThan(times));
      await paused.close();
      const again = await bench.consumer('lecture', ['#'], verdict, 2);
      await bench.eventually(() => expect(again.got.length).toBeGreaterThan(10));
      out = false;
      const refused = again.got.length;
      await bench.eventually(() => expect(again.ids().slice(refused).sort()).toEqual(published));
      await bench.nothingMoreFor(again, 'tick');
      expect(again.got).toHaveLength(refused + 3);
      expect(await bench.broker.parked.list()).toEqual([]);
    });

    it('and closes all the same, keeping its messages', async () => {
      const until = () => new Promise<void>(() => undefined);
      const pause = () => ({ kind: 'pause', reason: 'store out', until }) as const;
      const before = await bench.consumer('lecture', ['#'], pause);
      const id = await bench.publish('registration.expired.v1');
      await bench.eventually(() => expect(before.got).toHaveLength(1));
      await bench.reopen();
      const after = await bench.consumer('lecture', ['#']);
      await bench.eventually(() => expect(after.got).toEqual([expect.objectContaining({ id, attempt: 1 })]));
    });
  });
}
