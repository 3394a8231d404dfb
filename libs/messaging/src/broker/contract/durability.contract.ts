import { expect } from '@jest/globals';
import { quick, type BrokerHarness, type Suite } from './harness.contract.js';

/** What survives a restart of a consumer or of the broker. */
export function durabilityContract({ describe, it }: Suite, harness: BrokerHarness): void {
  describe('Broker durability', () => {
    it('stores messages for a consumer that is not running', async () => {
      const { close } = await harness.consumer('lecture', ['registration.#']);
      await close();
      const id = await harness.publish('registration.confirmed.v1');
      await harness.reopen();
      const { received } = await harness.consumer('lecture', ['registration.#']);
      await harness.eventually(() => expect(received).toEqual([expect.objectContaining({ id, attempt: 1 })]));
    });

    it('does not deliver a processed message again', async () => {
      const before = await harness.consumer('lecture', ['#']);
      await harness.publish('registration.confirmed.v1');
      await harness.eventually(() => expect(before.received).toHaveLength(1));
      await harness.reopen();
      const after = await harness.consumer('lecture', ['#']);
      await harness.flush(after, 'tick');
      expect(after.keys()).toEqual(['tick']);
    });

    it('stores the number of failed attempts', async () => {
      const slow = { ...quick, firstDelayMs: 400, factor: 1 };
      await harness.reopen(slow);
      const before = await harness.consumer('lecture', ['#'], () => ({ kind: 'retry', reason: 'not now' }));
      await harness.publish('registration.confirmed.v1');
      await harness.eventually(() => expect(before.received).toHaveLength(1));
      await harness.reopen(slow);
      const after = await harness.consumer('lecture', ['#']);
      await harness.eventually(() => expect(after.received).toEqual([expect.objectContaining({ attempt: 2 })]));
    });

    it('treats a consumer as new across restarts until it is marked as known', async () => {
      const first = await harness.consumer('mypage', ['#']);
      expect(first.newQueues).toEqual([expect.objectContaining({ wasLost: false })]);
      await harness.reopen();
      const second = await harness.consumer('mypage', ['#']);
      expect(second.newQueues).toEqual([expect.objectContaining({ wasLost: false })]);
      await second.newQueues[0]!.markKnown();
      await harness.reopen();
      expect((await harness.consumer('mypage', ['#'])).newQueues).toEqual([]);
      expect((await harness.consumer('lecture', ['#'])).newQueues).toHaveLength(1);
      expect(await harness.broker.hasQueue('mypage')).toBe(true);
      expect(await harness.broker.hasQueue('mypaeg')).toBe(false);
    });
  });

  describe('Broker shutdown', () => {
    it('stops delivery on close, waits for deliveries in progress and stores their verdicts', async () => {
      const held = harness.hold();
      const busy = await harness.consumer('lecture', ['#'], held.verdict, 1);
      const first = await harness.publish('registration.confirmed.v1');
      const second = await harness.publish('registration.confirmed.v1');
      await harness.eventually(() => expect(held.inProgress).toBe(1));
      let closed = false;
      const closing = busy.close().then(() => (closed = true));
      const third = await harness.publish('registration.confirmed.v1');
      expect({ closed, received: busy.ids() }).toEqual({ closed: false, received: [first] });
      held.finish();
      await closing;
      await harness.reopen();
      const after = await harness.consumer('lecture', ['#']);
      await harness.eventually(() => expect(after.ids().sort()).toEqual([second, third].sort()));
    });

    it('allows a second close', async () => {
      await harness.broker.close();
      await expect(harness.broker.close()).resolves.toBeUndefined();
    });
  });
}
