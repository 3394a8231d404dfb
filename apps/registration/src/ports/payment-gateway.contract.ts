import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inContext, Log, Metrics } from '#platform';
import { callMetrics, CallPolicy, defaultCallSettings, type CallSettings } from '#resilience';
import { cast, eventually, idOf, TestClock } from '#testing';
import type { FakePayment } from '../../test/fake-payment.js';
import type { PaymentGateway } from './payment-gateway.js';
import { PaymentCalls } from '../payment/payment-calls.js';

/** A running fake payment and a gateway to it. */
export interface PaymentFixture {
  payment: FakePayment;
  gateway(calls: PaymentCalls): PaymentGateway;
  stopPayment(): Promise<void> | void;
  close(): Promise<void>;
}

const limits = { ...defaultCallSettings, timeoutMs: 500, retryDelayMs: 10, wholeCallMs: 2_000 };
let n = 0;

/** What registration relies on, with every protocol. */
export function paymentGatewayContract(name: string, open: () => Promise<PaymentFixture>): void {
  describe(`payment reached ${name}`, () => {
    const clock = new TestClock();
    let fixture: PaymentFixture;

    beforeAll(async () => {
      fixture = await open();
      const first = within();
      await eventually(async () => expect(await first('tok_ok')).toMatchObject({ outcome: 'COMPLETED' }));
    });
    afterAll(() => fixture.close());

    /** A function that charges through its own call policy. */
    const within = (change: Partial<CallSettings> = {}) => {
      const watcher = callMetrics('payment', new Metrics('test'), Log.silent());
      const policy = new CallPolicy('payment', { ...limits, ...change }, watcher);
      const gateway = fixture.gateway(new PaymentCalls(policy, clock, Log.silent()));
      return (token: string, withinMs = 60_000, studentId = `student-${n}`) => {
        const [paymentId, registrationId] = [idOf((n += 1)), idOf(0xf0000 + n)];
        const amount = { amount: 49_000, currency: 'KRW' } as const;
        const asked = { paymentId, registrationId, studentId, attempt: 1, amount } as const;
        return gateway.charge({ ...asked, method: 'card', token }, withinMs);
      };
    };
    const took = async (work: Promise<unknown>) => {
      const began = performance.now();
      await work;
      return performance.now() - began;
    };

    it('returns a captured payment', async () => {
      expect(await within()('tok_ok')).toMatchObject({ outcome: 'COMPLETED', payment: { status: 'COMPLETED' } });
    });

    it('returns a declined payment without opening the circuit breaker', async () => {
      const charge = within({ breaker: { ...limits.breaker, size: 2, minimumCalls: 2 } });
      for (let call = 0; call < 5; call++) {
        expect(await charge('tok_declined')).toMatchObject({ outcome: 'DECLINED', payment: { status: 'DECLINED' } });
      }
    });

    it('sends its correlation id', async () => {
      await inContext({ correlationId: 'from-the-client' }, () => within()('tok_ok'));
      expect(fixture.payment.requests.at(-1)?.correlationId).toBe('from-the-client');
    });

    it('sends the time that it waits as a duration, whatever its clock says', async () => {
      const charge = within({ timeoutMs: 5_000, wholeCallMs: 20_000 });
      for (const skewMs of [-1, 1].flatMap((side) => [700, 2_000, 300_000].map((ms) => side * ms))) {
        clock.step(skewMs);
        expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' });
        expect(fixture.payment.timeouts.at(-1)).toBeGreaterThan(3_000);
        expect(fixture.payment.timeouts.at(-1)).toBeLessThanOrEqual(5_000);
      }
    });

    it('sends the instant that a payment service of the previous release requires', async () => {
      await within()('tok_ok');
      const { deadline } = fixture.payment.requests.at(-1)!;
      expect(Date.parse(deadline ?? '') - clock.now().getTime()).toBeGreaterThan(0);
    });

    it.each([
      ['tok_error', 'UNKNOWN'],
      ['tok_outdated', 'UNAVAILABLE'],
      ['tok_broken', 'UNAVAILABLE'],
      ['tok_hang', 'TIMEOUT'],
      ['tok_slow', 'NO_RESULT_YET'],
    ])('reports a charge with %s as unsettled: %s', async (token, because) => {
      expect(await within()(token)).toEqual({ outcome: 'UNSETTLED', because });
    });

    it.each(['tok_hang', 'tok_slow'])('retries with the same key after a timeout (%s)', async (token) => {
      const before = fixture.payment.requests.length;
      await within()(token);
      const keys = fixture.payment.requests.slice(before).map((request) => request.paymentId);
      expect(keys).toHaveLength(2);
      expect(new Set(keys).size).toBe(1);
    });

    it('ends before the hold expires', async () => {
      const charge = within();
      await charge('tok_ok');
      expect(await charge('tok_hang', 200)).toEqual({ outcome: 'UNSETTLED', because: 'TIMEOUT' });
      await eventually(() => {
        expect(fixture.payment.requests.at(-1)!.token).toBe('tok_hang');
        expect(fixture.payment.timeouts.at(-1)).toBeLessThanOrEqual(200);
      });
    });

    it('fails fast when all concurrent calls are in use', async () => {
      const charge = within({ concurrency: { min: 1, max: 1, initial: 1, queue: 0 } });
      const hanging = charge('tok_hang', 400);
      const refused = charge('tok_ok');
      expect(await took(refused)).toBeLessThan(100);
      expect(await refused).toEqual({ outcome: 'UNSETTLED', because: 'BUSY' });
      await hanging;
    });

    it('fails fast while the circuit breaker is open, and calls payment again when it has recovered', async () => {
      const charge = within({ breaker: { ...limits.breaker, size: 20, halfOpenAfterMs: 300 } });
      for (let call = 0; call < 20; call++) await charge('tok_broken');
      const before = fixture.payment.requests.length;
      const refused = charge('tok_ok');
      expect(await took(refused)).toBeLessThan(100);
      expect(await refused).toEqual({ outcome: 'UNSETTLED', because: 'BREAKER_OPEN' });
      expect(fixture.payment.requests).toHaveLength(before);
      await eventually(async () => expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED' }));
    });

    it("keeps charging the others while one student's twenty cards hang at the provider", async () => {
      const charge = within();
      const hanging = Array.from({ length: 20 }, () => charge('tok_slow', 60_000, cast.mina.sub));
      expect(new Set((await Promise.all(hanging)).map((outcome) => outcome.outcome))).toEqual(new Set(['UNSETTLED']));
      const others = await Promise.all(Array.from({ length: 11 }, () => charge('tok_ok')));
      expect(others.map(({ outcome }) => outcome)).toEqual(Array(11).fill('COMPLETED'));
    });

    it('stops calling payment when the cards of many students hang', async () => {
      const charge = within();
      await Promise.all(Array.from({ length: 20 }, () => charge('tok_slow')));
      expect(await charge('tok_ok')).toEqual({ outcome: 'UNSETTLED', because: 'BREAKER_OPEN' });
    });

    it('fails fast when payment is not running', async () => {
      const charge = within();
      await charge('tok_ok');
      await fixture.stopPayment();
      await eventually(async () => {
        const unavailable = charge('tok_ok');
        expect(await took(unavailable)).toBeLessThan(300);
        expect(await unavailable).toEqual({ outcome: 'UNSETTLED', because: 'UNAVAILABLE' });
      });
    });
  });
}
