import { expect } from '@jest/globals';
import type { ParkedMessage, Verdict } from '../broker.js';
import { done, type Bench, type Suite } from './bench.contract.js';

const retry = (): Verdict => ({ kind: 'retry', reason: 'no such student' });
const park = (): Verdict => ({ kind: 'park', reason: 'unreadable' });

/** What is set aside, why, and what an operator can do about it. */
export function parks({ describe, it }: Suite, bench: Bench): void {
  const parkedOf = (consumer: string): Promise<ParkedMessage> =>
    bench.eventually(async () => {
      const [parked] = await bench.broker.parked.list({ consumer });
      if (!parked) throw new Error(`nothing is parked for ${consumer}`);
      return parked;
    });

  describe('parks', () => {
    it('a message whose attempts are used up, with the last reason', async () => {
      const { got } = await bench.consumer('payment', ['#'], retry);
      const id = await bench.publish('registration.expired.v1', '{"a":1}');
      const parked = await parkedOf('payment');
      expect(got.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
      expect(parked).toEqual({
        id: `payment:${id}`,
        consumer: 'payment',
        messageId: id,
        routingKey: 'registration.expired.v1',
        attempts: 3,
        reason: 'no such student',
        parkedAt: expect.any(Date),
      });
      expect(Math.abs(Date.now() - parked.parkedAt.getTime())).toBeLessThan(60_000);
      expect(await bench.broker.parked.show(parked.id)).toEqual({ ...parked, body: '{"a":1}', headers: {} });
      await bench.eventually(async () => expect(await bench.broker.parked.count('payment')).toBe(1));
      expect(await bench.broker.parked.count('lecture')).toBe(0);
    });

    it('a message after a consumer that throws, with what was thrown', async () => {
      await bench.consumer('payment', ['#'], () => Promise.reject(new Error('a bug')));
      await bench.publish('registration.expired.v1');
      expect((await parkedOf('payment')).reason).toContain('a bug');
    });

    it('a message at once when the consumer says so', async () => {
      const { got } = await bench.consumer('payment', ['#'], park);
      await bench.publish('registration.expired.v1');
      expect(await parkedOf('payment')).toMatchObject({ reason: 'unreadable', attempts: 1 });
      expect(got).toHaveLength(1);
    });

    it('over a restart, for its own group only, and delivers it no more', async () => {
      await bench.consumer('payment', ['#'], retry);
      await bench.publish('registration.expired.v1');
      await parkedOf('payment');
      await bench.reopen();
      const again = await bench.consumer('payment', ['#']);
      await bench.nothingMoreFor(again, 'tick');
      expect(again.keys()).toEqual(['tick']);
      expect(await bench.broker.parked.list()).toHaveLength(1);
      expect(await bench.broker.parked.list({ consumer: 'lecture' })).toEqual([]);
    });

    it('until an operator replays one: it comes with all its attempts', async () => {
      let mended = false;
      const { got } = await bench.consumer('payment', ['#'], () => (mended ? done() : park()));
      await bench.publish('registration.expired.v1', 'one');
      await bench.publish('registration.expired.v1', 'two');
      await bench.eventually(async () => expect(await bench.broker.parked.list()).toHaveLength(2));
      mended = true;
      const [first, second] = await bench.broker.parked.list();
      expect(await bench.broker.parked.replay(first!.id)).toBe(1);
      await bench.eventually(() => expect(got).toHaveLength(3));
      expect(got[2]).toMatchObject({ id: first!.messageId, attempt: 1, routingKey: 'registration.expired.v1' });
      expect(await bench.broker.parked.list()).toEqual([second]);
      expect(await bench.broker.parked.replay('payment:no-such-message')).toBe(0);
    });

    it('until an operator replays all, or drops one', async () => {
      let mended = false;
      const verdict = () => (mended ? done() : park());
      const payment = await bench.consumer('payment', ['#'], verdict);
      const lecture = await bench.consumer('lecture', ['#'], verdict);
      await bench.publish('registration.expired.v1');
      await bench.publish('registration.expired.v1');
      await bench.eventually(async () => expect(await bench.broker.parked.list()).toHaveLength(4));
      mended = true;
      const [dropped] = await bench.broker.parked.list({ consumer: 'lecture' });
      expect(await bench.broker.parked.drop(dropped!.id)).toBe(1);
      expect(await bench.broker.parked.drop(dropped!.id)).toBe(0);
      expect(await bench.broker.parked.show(dropped!.id)).toBeUndefined();
      expect(await bench.broker.parked.replayAll({ consumer: 'payment' })).toBe(2);
      await bench.eventually(() => expect(payment.got).toHaveLength(4));
      expect(lecture.got).toHaveLength(2);
      expect(await bench.broker.parked.replayAll()).toBe(1);
      await bench.eventually(() => expect(lecture.got).toHaveLength(3));
      expect(await bench.broker.parked.list()).toEqual([]);
    });

    it('until an operator replays all at once, those of every consumer', async () => {
      let mended = false;
      const verdict = () => (mended ? done() : park());
      const payment = await bench.consumer('payment', ['#'], verdict);
      const lecture = await bench.consumer('lecture', ['#'], verdict);
      for (let n = 0; n < 3; n += 1) await bench.publish('registration.expired.v1');
      await bench.eventually(async () => expect(await bench.broker.parked.list()).toHaveLength(6));
      mended = true;
      expect(await bench.broker.parked.replayAll()).toBe(6);
      for (const { got } of [payment, lecture]) await bench.eventually(() => expect(got).toHaveLength(6));
      expect(await bench.broker.parked.list()).toEqual([]);
    });

    it('and shows the oldest of all consumers where not all are asked for', async () => {
      await bench.consumer('payment', ['registration.expired.v1'], park);
      await bench.consumer('lecture', ['#'], park);
      await bench.publish('tick');
      const oldest = await parkedOf('lecture');
      await bench.publish('registration.expired.v1');
      await bench.eventually(async () => expect(await bench.broker.parked.list()).toHaveLength(3));
      expect(await bench.broker.parked.list({ limit: 1 })).toEqual([oldest]);
    });
  });
}
