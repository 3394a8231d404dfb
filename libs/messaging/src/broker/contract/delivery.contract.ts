import { expect } from '@jest/globals';
import type { BrokerHarness, Suite } from './harness.contract.js';

/** Routing and concurrency. */
export function deliveryContract({ describe, it }: Suite, harness: BrokerHarness): void {
  describe('Broker delivery', () => {
    it('delivers every message once to each group with its id, key, body and headers', async () => {
      const lecture = await harness.consumer('lecture', ['registration.confirmed.v1']);
      const mypage = await harness.consumer('mypage', ['registration.confirmed.v1']);
      const outgoing = {
        ...harness.message('registration.confirmed.v1', '{"n":"수강"}'),
        headers: { traceparent: '00-1' },
      };
      await harness.broker.publish(outgoing);
      for (const { received } of [lecture, mypage])
        await harness.eventually(() => expect(received).toEqual([{ ...outgoing, attempt: 1 }]));
      await harness.flush(lecture, 'registration.confirmed.v1');
      expect(lecture.received).toHaveLength(2);
    });

    it('delivers only messages that match a topic pattern of the group', async () => {
      await harness.consumer('all-others', ['#']);
      const words = await harness.consumer('words', ['registration.*.v1', 'tick']);
      const tail = await harness.consumer('tail', ['resync.mypage.#', 'tick']);
      for (const key of ['registration.expired.v1', 'registration.expired.v2', 'registration.v1'])
        await harness.publish(key);
      for (const key of ['resync.mypage.lecture.opened.v1', 'resync.mypage', 'resync.lecture.lecture.opened.v1'])
        await harness.publish(key);
      await harness.flush(words, 'tick');
      await harness.flush(tail, 'tick');
      expect(words.keys().sort()).toEqual(['registration.expired.v1', 'tick', 'tick']);
      expect(tail.keys().sort()).toEqual(['resync.mypage', 'resync.mypage.lecture.opened.v1', 'tick', 'tick']);
    });

    it('delivers a message once that matches two bindings of a group', async () => {
      const mypage = await harness.consumer('mypage', ['registration.*.v1', 'registration.confirmed.v1', 'tick']);
      await harness.publish('registration.confirmed.v1');
      await harness.flush(mypage, 'tick');
      expect(mypage.keys().sort()).toEqual(['registration.confirmed.v1', 'tick']);
    });

    it('delivers each message to one of the consumers of a group', async () => {
      const replicas = [
        await harness.consumer('payment', ['#'], undefined, 1),
        await harness.consumer('payment', ['#'], undefined, 1),
      ];
      const published = await Promise.all(Array.from({ length: 40 }, () => harness.publish('registration.expired.v1')));
      const ids = () => replicas.flatMap((replica) => replica.ids());
      await harness.eventually(() => expect(ids().sort()).toEqual(published.sort()));
      for (const replica of replicas) expect(replica.received.length).toBeGreaterThan(0);
    });

    it('delivers a repeated message again under the same id, because the consumer deduplicates', async () => {
      const { ids } = await harness.consumer('notification', ['#']);
      const outgoing = harness.message('payment.completed.v1');
      await harness.broker.publish(outgoing);
      await harness.broker.publish(outgoing);
      await harness.eventually(() => expect(ids()).toEqual([outgoing.id, outgoing.id]));
    });

    it('delivers no more messages concurrently than the consumer allows', async () => {
      const held = harness.hold();
      const { received } = await harness.consumer('lecture', ['#'], held.verdict, 3);
      await Promise.all(Array.from({ length: 9 }, () => harness.publish('registration.confirmed.v1')));
      for (const expected of [3, 6, 9]) {
        await harness.eventually(() => expect([held.inProgress, received.length]).toEqual([3, expected]));
        held.finish();
      }
      expect(held.maximum).toBe(3);
    });
  });
}
