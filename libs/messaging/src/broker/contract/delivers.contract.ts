import { expect } from '@jest/globals';
import type { Bench, Suite } from './bench.contract.js';

/** Who gets what, and how much at a time. */
export function delivers({ describe, it }: Suite, bench: Bench): void {
  describe('delivers', () => {
    it('every message once to each group, with its id, key, body and headers', async () => {
      const lecture = await bench.consumer('lecture', ['registration.confirmed.v1']);
      const mypage = await bench.consumer('mypage', ['registration.confirmed.v1']);
      const outgoing = {
        ...bench.message('registration.confirmed.v1', '{"n":"수강"}'),
        headers: { traceparent: '00-1' },
      };
      await bench.broker.publish(outgoing);
      for (const { got } of [lecture, mypage])
        await bench.eventually(() => expect(got).toEqual([{ ...outgoing, attempt: 1 }]));
      await bench.nothingMoreFor(lecture, 'registration.confirmed.v1');
      expect(lecture.got).toHaveLength(2);
    });

    it('only what a topic pattern fits', async () => {
      await bench.consumer('everybody-else', ['#']);
      const words = await bench.consumer('words', ['registration.*.v1', 'tick']);
      const tail = await bench.consumer('tail', ['resync.mypage.#', 'tick']);
      for (const key of ['registration.expired.v1', 'registration.expired.v2', 'registration.v1'])
        await bench.publish(key);
      for (const key of ['resync.mypage.lecture.opened.v1', 'resync.mypage', 'resync.lecture.lecture.opened.v1'])
        await bench.publish(key);
      await bench.nothingMoreFor(words, 'tick');
      await bench.nothingMoreFor(tail, 'tick');
      expect(words.keys().sort()).toEqual(['registration.expired.v1', 'tick', 'tick']);
      expect(tail.keys().sort()).toEqual(['resync.mypage', 'resync.mypage.lecture.opened.v1', 'tick', 'tick']);
    });

    it('a message that fits two bindings of a group once', async () => {
      const mypage = await bench.consumer('mypage', ['registration.*.v1', 'registration.confirmed.v1', 'tick']);
      await bench.publish('registration.confirmed.v1');
      await bench.nothingMoreFor(mypage, 'tick');
      expect(mypage.keys().sort()).toEqual(['registration.confirmed.v1', 'tick']);
    });

    it('each message to one of the consumers that share a group', async () => {
      const replicas = [
        await bench.consumer('payment', ['#'], undefined, 1),
        await bench.consumer('payment', ['#'], undefined, 1),
      ];
      const published = await Promise.all(Array.from({ length: 40 }, () => bench.publish('registration.expired.v1')));
      const ids = () => replicas.flatMap((replica) => replica.ids());
      await bench.eventually(() => expect(ids().sort()).toEqual(published.sort()));
      for (const replica of replicas) expect(replica.got.length).toBeGreaterThan(0);
    });

    it('a repeated message again, under the same id: recognising it is the consumer’s part', async () => {
      const { ids } = await bench.consumer('notification', ['#']);
      const outgoing = bench.message('payment.completed.v1');
      await bench.broker.publish(outgoing);
      await bench.broker.publish(outgoing);
      await bench.eventually(() => expect(ids()).toEqual([outgoing.id, outgoing.id]));
    });

    it('at most as many at a time as the consumer wants', async () => {
      const held = bench.hold();
      const { got } = await bench.consumer('lecture', ['#'], held.verdict, 3);
      await Promise.all(Array.from({ length: 9 }, () => bench.publish('registration.confirmed.v1')));
      for (const expected of [3, 6, 9]) {
        await bench.eventually(() => expect([held.underWay, got.length]).toEqual([3, expected]));
        held.finish();
      }
      expect(held.most).toBe(3);
    });
  });
}
