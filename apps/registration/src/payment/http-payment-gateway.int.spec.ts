import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import { callMetrics, CallPolicy, defaultCallSettings } from '#resilience';
import { cast, eventually, idOf, TestClock } from '#testing';
import { PaymentOverHttp } from '../../test/payment-over-http.js';
import { HttpPaymentGateway } from './http.payment-gateway.js';
import { insideTheNetwork } from './inside-the-network.js';
import { LimitedCalls } from './limited-calls.js';
import { paymentGatewayContract } from './payment-gateway.contract.js';
import { ServiceToken } from './service-token.js';

const gatewayTo = (there: PaymentOverHttp, calls: LimitedCalls, client = there.client): HttpPaymentGateway => {
  const network = insideTheNetwork();
  return new HttpPaymentGateway(network, there.url, new ServiceToken(network, client, Log.silent()), calls);
};

paymentGatewayContract('over HTTP', async () => {
  const there = await PaymentOverHttp.open();
  const close = () => there.close();
  return { payment: there.payment, gateway: (calls) => gatewayTo(there, calls), vanish: close, close };
});

describe('the token that is shown to payment over HTTP', () => {
  let there: PaymentOverHttp;
  let gateway: HttpPaymentGateway;
  let n = 0;
  const limited = () => {
    const watcher = callMetrics('payment', new Metrics('test'), Log.silent());
    return new LimitedCalls(new CallPolicy('payment', defaultCallSettings, watcher), new TestClock(), Log.silent());
  };
  const charge = () => {
    const [paymentId, registrationId] = [idOf((n += 1)), idOf(0xf0000 + n)];
    const amount = { amount: 49_000, currency: 'KRW' } as const;
    const asked = { paymentId, registrationId, studentId: cast.mina.sub, attempt: 1, amount } as const;
    return gateway.charge({ ...asked, method: 'card', token: 'tok_ok' }, 60_000);
  };
  const captured = { outcome: 'COMPLETED' };
  const unavailable = { outcome: 'UNSETTLED', because: 'UNAVAILABLE' };

  beforeEach(async () => {
    there = await PaymentOverHttp.open();
    gateway = gatewayTo(there, limited());
  });
  afterEach(() => there.close());

  it('is asked for once, however many need it, and kept', async () => {
    await Promise.all(Array.from({ length: 20 }, charge));
    await charge();
    expect(there.given).toEqual(['token-1']);
    expect(new Set(there.shown)).toEqual(new Set(['token-1']));
  });

  it('goes over connections that are kept', async () => {
    for (let call = 0; call < 10; call++) await charge();
    expect(there.connected).toBe(1);
  });

  it('is renewed before it expires, while the old one is still shown', async () => {
    there.tokenLife = 2;
    await charge();
    await eventually(async () => {
      expect(await charge()).toMatchObject(captured);
      expect(there.shown.at(-1)).toBe('token-2');
    });
    expect(there.shown).not.toContain(undefined);
  });

  it.each([undefined, '300'])('may come from a provider that says %s of its life', async (life) => {
    there.tokenLife = life;
    expect(await charge()).toMatchObject(captured);
    expect(await charge()).toMatchObject(captured);
    expect(there.given).toEqual(['token-1']);
  });

  it('serves on while identity is away, as long as it lives', async () => {
    there.tokenLife = 3;
    await charge();
    there.givesTokens = false;
    expect(await charge()).toMatchObject(captured);
    await eventually(async () => expect(await charge()).toEqual(unavailable));
    there.givesTokens = true;
    expect(await charge()).toMatchObject(captured);
  });

  it('is asked for anew when payment refuses it, within the same call', async () => {
    await charge();
    there.revoke();
    expect(await charge()).toMatchObject(captured);
    expect(there.given).toEqual(['token-1', 'token-2']);
  });

  it('is given to nobody with a wrong secret: payment is then unavailable', async () => {
    gateway = gatewayTo(there, limited(), { ...there.client, secret: 'guessed' });
    expect(await charge()).toEqual(unavailable);
    expect(there.shown).toEqual([]);
  });
});
