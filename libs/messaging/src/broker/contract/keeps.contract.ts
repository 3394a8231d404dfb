import { expect } from '@jest/globals';
import { quick, type Bench, type Suite } from './bench.contract.js';

/** What outlives a consumer, and the broker's own restart. */
export function keeps({ describe, it }: Suite, bench: Bench): void {
  describe('keeps', () => {
    it('messages for a consumer that is not running', async () => {
      const { close } = await bench.consumer('lecture', ['registration.#']);
      await close();
      const id = await bench.publish('registration.confirmed.v1');
      await bench.reopen();
      const { got } = await bench.consumer('lecture', ['registration.#']);
      await bench.eventually(() => expect(got).toEqual([expect.objectContaining({ id, attempt: 1 })]));
    });

    it('nothing that is done', async () => {
      const before = await bench.consumer('lecture', ['#']);
      await bench.publish('registration.confirmed.v1');
      await bench.eventually(() => expect(before.got).toHaveLength(1));
      await bench.reopen();
      const after = await bench.consumer('lecture', ['#']);
      await bench.nothingMoreFor(after, 'tick');
      expect(after.keys()).toEqual(['tick']);
    });

    it('the count of failed attempts', async () => {
      const slow = { ...quick, firstDelayMs: 400, factor: 1 };
      await bench.reopen(slow);
      const before = await bench.consumer('lecture', ['#'], () => ({ kind: 'retry', reason: 'not today' }));
      await bench.publish('registration.confirmed.v1');
      await bench.eventually(() => expect(before.got).toHaveLength(1));
      await bench.reopen(slow);
      const after = await bench.consumer('lecture', ['#']);
      await bench.eventually(() => expect(after.got).toEqual([expect.objectContaining({ attempt: 2 })]));
    });

    it('who has settled: until then a consumer is new, over restarts', async () => {
      expect((await bench.consumer('mypage', ['#'])).isNew).toBe(true);
      await bench.reopen();
      const second = await bench.consumer('mypage', ['#']);
      expect(second.isNew).toBe(true);
      await second.markKnown();
      await bench.reopen();
      expect((await bench.consumer('mypage', ['#'])).isNew).toBe(false);
      expect((await bench.consumer('lecture', ['#'])).isNew).toBe(true);
      expect(await bench.broker.hasQueue('mypage')).toBe(true);
      expect(await bench.broker.hasQueue('mypaeg')).toBe(false);
    });
  });

  describe('drains on close', () => {
    it('taking nothing more, waiting for what is under way, and keeping its verdict', async () => {
      const held = bench.hold();
      const busy = await bench.consumer('lecture', ['#'], held.verdict, 1);
      const first = await bench.publish('registration.confirmed.v1');
      const second = await bench.publish('registration.confirmed.v1');
      await bench.eventually(() => expect(held.underWay).toBe(1));
      let closed = false;
      const closing = busy.close().then(() => (closed = true));
      const third = await bench.publish('registration.confirmed.v1');
      expect({ closed, got: busy.ids() }).toEqual({ closed: false, got: [first] });
      held.finish();
      await closing;
      await bench.reopen();
      const after = await bench.consumer('lecture', ['#']);
      await bench.eventually(() => expect(after.ids().sort()).toEqual([second, third].sort()));
    });

    it('and may be closed twice', async () => {
      await bench.broker.close();
      await expect(bench.broker.close()).resolves.toBeUndefined();
    });
  });
}
