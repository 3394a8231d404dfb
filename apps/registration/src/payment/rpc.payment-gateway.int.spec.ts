import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openWiring, type Wiring } from '#messaging';
import { inContext, loadSettings, Log, Metrics } from '#platform';
import { callMetrics, CallPolicy, defaultCallSettings } from '#resilience';
import { cast, idOf, tempDir, TestClock } from '#testing';
import { PAYMENT_RPC_QUEUE } from '#contracts';
import { PaymentStandIn } from '../../test/payment-stand-in.js';
import { registrationSettings } from '../settings.js';
import { RpcPaymentGateway } from './rpc.payment-gateway.js';

describe('the call to payment', () => {
  const dataDir = tempDir();
  const clock = new TestClock();
  let wiring: Wiring;
  let payment: PaymentStandIn;
  let gateway: RpcPaymentGateway;

  beforeAll(async () => {
    wiring = await openWiring(loadSettings(registrationSettings, { SUGANG_DATA_DIR: dataDir }));
    payment = await PaymentStandIn.on(wiring.rpc);
    const limits = { ...defaultCallSettings, timeoutMs: 500, retryDelayMs: 10, wholeCallMs: 2_000 };
    const policy = new CallPolicy('payment', limits, callMetrics('payment', new Metrics('test'), Log.silent()));
    gateway = new RpcPaymentGateway(wiring.rpc.client(PAYMENT_RPC_QUEUE), policy, clock, Log.silent());
  });
  afterAll(async () => {
    await payment.stop();
    await wiring.close();
  });

  let n = 0;
  const charge = (token: string, withinMs = 60_000) => {
    const [paymentId, registrationId] = [idOf((n += 1)), idOf(0xf00 + n)];
    const amount = { amount: 49_000, currency: 'KRW' } as const;
    const asked = {
      paymentId,
      registrationId,
      studentId: cast.mina.sub,
      attempt: 1,
      amount,
      method: 'card',
      token,
    } as const;
    return gateway.charge(asked, withinMs);
  };

  it('brings home that the money was captured', async () => {
    expect(await charge('tok_ok')).toMatchObject({ outcome: 'COMPLETED', payment: { status: 'COMPLETED' } });
  });

  it('brings home that it was declined', async () => {
    expect(await charge('tok_declined')).toMatchObject({ outcome: 'DECLINED', payment: { status: 'DECLINED' } });
  });

  it('says by when it must be answered, and in which context it was made', async () => {
    await inContext({ correlationId: 'from-the-client' }, () => charge('tok_ok'));
    const request = payment.requests.at(-1);
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
    expect(await charge(token)).toEqual({ outcome: 'UNSETTLED', because });
  });

  it('asks again with the same key when there was no answer', async () => {
    const before = payment.requests.length;
    await charge('tok_hang');
    const keys = payment.requests.slice(before).map((request) => request.paymentId);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('never outlives the hold', async () => {
    expect(await charge('tok_hang', 50)).toEqual({ outcome: 'UNSETTLED', because: 'TIMEOUT' });
    const patience = Date.parse(payment.requests.at(-1)?.deadline ?? '') - clock.now().getTime();
    expect(patience).toBeLessThanOrEqual(50);
  });

  it('is given up at once when payment is known to be down', async () => {
    for (let call = 0; call < 20; call++) await charge('tok_broken');
    const before = payment.requests.length;
    expect(await charge('tok_ok')).toEqual({ outcome: 'UNSETTLED', because: 'BREAKER_OPEN' });
    expect(payment.requests).toHaveLength(before);
  });
});
