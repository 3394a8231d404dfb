import { expect } from '@jest/globals';
import type { ParkedMessage, Verdict } from '../broker.js';
import { done, type BrokerHarness, type Suite } from './harness.contract.js';

const retry = (): Verdict => ({ kind: 'retry', reason: 'no such student' });
const park = (): Verdict => ({ kind: 'park', reason: 'unreadable' });

/** Parked messages that wait for an operator. */
export function parkingContract({ describe, it }: Suite, harness: BrokerHarness): void {
  const parkedOf = (consumer: string): Promise<ParkedMessage> =>
    harness.eventually(async () => {
      const [parked] = await harness.broker.parked.list({ consumer });
      if (!parked) throw new Error(`no message is parked for ${consumer}`);
      return parked;
    });

  describe('Broker parking', () => {
    it('parks a message after its last attempt with the last reason', async () => {
      const { received } = await harness.consumer('payment', ['#'], retry);
      const id = await harness.publish('registration.expired.v1', '{"a":1}');
      const parked = await parkedOf('payment');
      expect(received.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
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
      expect(await harness.broker.parked.show(parked.id)).toEqual({ ...parked, body: '{"a":1}', headers: {} });
      await harness.eventually(async () => expect(await harness.broker.parked.count('payment')).toBe(1));
      expect(await harness.broker.parked.count('lecture')).toBe(0);
    });

    it('counts the messages that wait for a consumer, and its processes', async () => {
      expect(await harness.broker.depthOf('payment')).toBeUndefined();
      const first = await harness.consumer('payment', ['#'], done, 1);
      await harness.eventually(async () =>
        expect(await harness.broker.depthOf('payment')).toEqual({ waiting: 0, consumers: 1 }),
      );
      await first.close();
      await harness.publish('registration.expired.v1');
      await harness.publish('registration.expired.v1');
      await harness.eventually(async () =>
        expect(await harness.broker.depthOf('payment')).toEqual({ waiting: 2, consumers: 0 }),
      );
    });

    it('parks a message whose consumer throws with the error message', async () => {
      await harness.consumer('payment', ['#'], () => Promise.reject(new Error('a bug')));
      await harness.publish('registration.expired.v1');
      expect((await parkedOf('payment')).reason).toContain('a bug');
    });

    it('parks a message immediately on the verdict park', async () => {
      const { received } = await harness.consumer('payment', ['#'], park);
      await harness.publish('registration.expired.v1');
      expect(await parkedOf('payment')).toMatchObject({ reason: 'unreadable', attempts: 1 });
      expect(received).toHaveLength(1);
    });

    it('stores a parked message for its own group across a restart and does not deliver it', async () => {
      await harness.consumer('payment', ['#'], retry);
      await harness.publish('registration.expired.v1');
      await parkedOf('payment');
      await harness.reopen();
      const again = await harness.consumer('payment', ['#']);
      await harness.flush(again, 'tick');
      expect(again.keys()).toEqual(['tick']);
      expect(await harness.broker.parked.list()).toHaveLength(1);
      expect(await harness.broker.parked.list({ consumer: 'lecture' })).toEqual([]);
    });

    it('delivers a replayed message again with all its attempts', async () => {
      let fixed = false;
      const { received } = await harness.consumer('payment', ['#'], () => (fixed ? done() : park()));
      await harness.publish('registration.expired.v1', 'one');
      await harness.publish('registration.expired.v1', 'two');
      await harness.eventually(async () => expect(await harness.broker.parked.list()).toHaveLength(2));
      fixed = true;
      const [first, second] = await harness.broker.parked.list();
      expect(await harness.broker.parked.replay(first!.id)).toBe(1);
      await harness.eventually(() => expect(received).toHaveLength(3));
      expect(received[2]).toMatchObject({ id: first!.messageId, attempt: 1, routingKey: 'registration.expired.v1' });
      expect(await harness.broker.parked.list()).toEqual([second]);
      expect(await harness.broker.parked.replay('payment:no-such-message')).toBe(0);
    });

    it('replays all parked messages of one consumer, and deletes a dropped message', async () => {
      let fixed = false;
      const verdict = () => (fixed ? done() : park());
      const payment = await harness.consumer('payment', ['#'], verdict);
      const lecture = await harness.consumer('lecture', ['#'], verdict);
      await harness.publish('registration.expired.v1');
      await harness.publish('registration.expired.v1');
      await harness.eventually(async () => expect(await harness.broker.parked.list()).toHaveLength(4));
      fixed = true;
      const [dropped] = await harness.broker.parked.list({ consumer: 'lecture' });
      expect(await harness.broker.parked.drop(dropped!.id)).toBe(1);
      expect(await harness.broker.parked.drop(dropped!.id)).toBe(0);
      expect(await harness.broker.parked.show(dropped!.id)).toBeUndefined();
      expect(await harness.broker.parked.replayAll({ consumer: 'payment' })).toBe(2);
      await harness.eventually(() => expect(payment.received).toHaveLength(4));
      expect(lecture.received).toHaveLength(2);
      expect(await harness.broker.parked.replayAll()).toBe(1);
      await harness.eventually(() => expect(lecture.received).toHaveLength(3));
      expect(await harness.broker.parked.list()).toEqual([]);
    });

    it('replays the parked messages of every consumer', async () => {
      let fixed = false;
      const verdict = () => (fixed ? done() : park());
      const payment = await harness.consumer('payment', ['#'], verdict);
      const lecture = await harness.consumer('lecture', ['#'], verdict);
      for (let n = 0; n < 3; n += 1) await harness.publish('registration.expired.v1');
      await harness.eventually(async () => expect(await harness.broker.parked.list()).toHaveLength(6));
      fixed = true;
      expect(await harness.broker.parked.replayAll()).toBe(6);
      for (const { received } of [payment, lecture]) await harness.eventually(() => expect(received).toHaveLength(6));
      expect(await harness.broker.parked.list()).toEqual([]);
    });

    it('deletes the parked messages of one consumer that are older than an instant, up to the limit', async () => {
      const { parked } = harness.broker;
      await harness.consumer('payment', ['#'], park);
      await harness.consumer('lecture', ['#'], park);
      for (let n = 0; n < 3; n += 1) await harness.publish('registration.expired.v1');
      await harness.eventually(async () => expect(await parked.list()).toHaveLength(6));
      const [oldest] = await parked.list({ consumer: 'payment' });
      const later = new Date(Date.now() + 60_000);
      expect(await parked.deleteParkedBefore('payment', oldest!.parkedAt, 10)).toBe(0);
      expect(await parked.deleteParkedBefore('payment', later, 2)).toBe(2);
      await harness.eventually(async () => expect(await parked.list({ consumer: 'payment' })).toHaveLength(1));
      // Parked within the same millisecond, they have no order.
      expect(await parked.deleteParkedBefore('payment', later, 2)).toBe(1);
      expect(await parked.deleteParkedBefore('payment', later, 2)).toBe(0);
      expect(await parked.list({ consumer: 'lecture' })).toHaveLength(3);
    });

    it('lists the oldest parked messages of all consumers up to the limit', async () => {
      await harness.consumer('payment', ['registration.expired.v1'], park);
      await harness.consumer('lecture', ['#'], park);
      await harness.publish('tick');
      const oldest = await parkedOf('lecture');
      await harness.publish('registration.expired.v1');
      await harness.eventually(async () => expect(await harness.broker.parked.list()).toHaveLength(3));
      expect(await harness.broker.parked.list({ limit: 1 })).toEqual([oldest]);
    });
  });
}
