import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inContext, Log, Metrics } from '#platform';
import { callMetrics, CallPolicy, defaultCallSettings, type CallSettings } from '#resilience';
import { cast, eventually, idOf, TestClock } from '#testing';
import type { PaymentStandIn } from '../../test/payment-stand-in.js';
import type { PaymentGateway } from '../use-cases/payment-gateway.js';
import { LimitedCalls } from './limited-calls.js';

/** Payment, and a way to it. */
export interface PaymentAtHand {
  payment: PaymentStandIn;
  gateway(calls: LimitedCalls): PaymentGateway;
  /** From now on nobody is there. */
  vanish(): Promise<void> | void;
  close(): Promise<void>;
}

const limits = { ...defaultCallSettings, timeoutMs: 500, retryDelayMs: 10, wholeCallMs: 2_000 };
let n = 0;

/** What registration relies on, however payment is reached. */
export function paymentGatewayContract(name: string, open: () => Promise<PaymentAtHand>): void {
  describe(`payment reached ${name}`, () => {
    const clock = new TestClock();
    let there: PaymentAtHand;

    beforeAll(async () => {
      there = await open();
      const first = within();
      await eventually(async () => expect(await first('tok_ok')).toMatchObject({ outcome: 'COMPLETED' }));
    });
    afterAll(() => there.close());

    /** A way of charging with a breaker of its own. */
    const within = (change: Partial<CallSettings> = {}) => {
      const watcher = callMetrics('payment', new Metrics('test'), Log.silent());
      const policy = new CallPolicy('payment', { ...limits, ...change }, watcher);
      const gateway = there.gateway(new LimitedCalls(policy, clock, Log.silent()));
      return (token: string, withinMs = 60_000) => {
        const [paymentId, registrationId] = [idOf((n += 1)), idOf(0xf0000 + n)];
        const amount = { amount: 49_000, currency: 'KRW' } as const;
        const asked = { paymentId, registrationId, studentId: cast.mina.sub, attempt: 1, amount } as const;
        return gateway.charge({ ...asked, method: 'card', token }, withinMs);
      };
    };
    const took = async (work: Promise<unknown>) => {
      const began = performance.now();
      await work;
      return performance.now() - began;
    };

    it('brings home that the money was captured', async () => {
      expect(await within()('tok_ok')).toMatchObject({ outcome: 'COMPLETED', payment: { status: 'COMPLETED' } });
    });

    it('brings home that it was declined, which opens no breaker', async () => {
      const charge = within({ breaker: { ...limits.breaker, size: 2, minimumCalls: 2 } });
      for (let call = 0; call < 5; call++) {
        expect(await charge('tok_declined')).toMatchObject({ outcome: 'DECLINED', payment: { status: 'DECLINED' } });
      }
    });

    it('says by when it must be answered, and in which context it was made', async () => {
      await inContext({ correlationId: 'from-the-client' }, () => within()('tok_ok'));
      const request = there.payment.requests.at(-1);
      expect(request?.correlationId).toBe('from-the-client');
      const patience = Date.parse(request?.deadline ?? '') - clock.now().getTime();
      expect(patience).toBeGreaterThan(0);
      expect(patience).toBeLessThanOrEqual(500);
    });

    it.each([
      ['tok_error', 'UNAVAILABLE'],
      ['tok_outdated', 'UNAVAILABLE'],
      ['tok_broken', 'UNAVAILABLE'],
      ['tok_hang', 'TIMEOUT'],
    ])('leaves %s unsettled: %s', async (token, because) => {
      expect(await within()(token)).toEqual({ outcome: 'UNSETTLED', because });
    });

    it('asks again with the same key when there was no answer', async () => {
      const before = there.payment.requests.length;
      await within()('tok_hang');
      const keys = there.payment.requests.slice(before).map((request) => request.paymentId);
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
    });

    it('never outlives the hold', async () => {
      const charge = within();
      await charge('tok_ok');
      expect(await charge('tok_hang', 200)).toEqual({ outcome: 'UNSETTLED', because: 'TIMEOUT' });
      await eventually(() => {
        const { token, deadline } = there.payment.requests.at(-1)!;
        expect(token).toBe('tok_hang');
        expect(Date.parse(deadline) - clock.now().getTime()).toBeLessThanOrEqual(200);
      });
    });

    it('turns away at once whoever finds every line busy', async () => {
      const charge = within({ bulkhead: { calls: 1, queue: 0 } });
      const hanging = charge('tok_hang', 400);
      const refused = charge('tok_ok');
      expect(await took(refused)).toBeLessThan(100);
      expect(await refused).toEqual({ outcome: 'UNSETTLED', because: 'BUSY' });
      await hanging;
    });

    it('is given up at once when payment is known to be down, and taken up when it is back', async () => {
      const charge = within({ breaker: { ...limits.breaker, size: 20, halfOpenAfterMs: 300 } });
      for (let call = 0; call < 20; call++) await charge('tok_broken');
      const before = there.payment.requests.length;
      const refused = charge('tok_ok');
      expect(await took(refused)).toBeLessThan(100);
      expect(await refused).toEqual({ outcome: 'UNSETTLED', because: 'BREAKER_OPEN' });
      expect(there.payment.requests).toHaveLength(before);
      await eventually(async () => expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' }));
    });

    it('says fast that nobody is there', async () => {
      const charge = within();
      await charge('tok_ok');
      await there.vanish();
      await eventually(async () => {
        const unavailable = charge('tok_ok');
        expect(await took(unavailable)).toBeLessThan(300);
        expect(await unavailable).toEqual({ outcome: 'UNSETTLED', because: 'UNAVAILABLE' });
      });
    });
  });
}
