import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Log, Metrics } from '#platform';
import { callMetrics, CallPolicy, defaultCallSettings } from '#resilience';
import { cast, eventually, idOf, TestClock } from '#testing';
import { FakePaymentServer } from '../../test/fake-payment-server.js';
import { HttpPaymentGateway, internalHttp } from './http-payment-gateway.js';
import { PaymentCalls } from './payment-calls.js';
import { paymentGatewayContract } from '../ports/payment-gateway.contract.js';
import { ServiceToken } from './service-token.js';

const gatewayTo = (server: FakePaymentServer, calls: PaymentCalls, client = server.client): HttpPaymentGateway => {
  const http = internalHttp();
  return new HttpPaymentGateway(http, server.url, new ServiceToken(http, client, Log.silent()), calls);
};

paymentGatewayContract('over HTTP', async () => {
  const server = await FakePaymentServer.open();
  const close = () => server.close();
  return { payment: server.payment, gateway: (calls) => gatewayTo(server, calls), stopPayment: close, close };
});

describe('the service token for payment over HTTP', () => {
  let server: FakePaymentServer;
  let gateway: HttpPaymentGateway;
  let n = 0;
  const limited = () => {
    const watcher = callMetrics('payment', new Metrics('test'), Log.silent());
    return new PaymentCalls(new CallPolicy('payment', defaultCallSettings, watcher), new TestClock(), Log.silent());
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
    server = await FakePaymentServer.open();
    gateway = gatewayTo(server, limited());
  });
  afterEach(() => server.close());

  it('is fetched once for concurrent calls and cached', async () => {
    await Promise.all(Array.from({ length: 20 }, charge));
    await charge();
    expect(server.issued).toEqual(['token-1']);
    expect(new Set(server.received)).toEqual(new Set(['token-1']));
  });

  it('is sent over a reused connection', async () => {
    for (let call = 0; call < 10; call++) await charge();
    expect(server.connectionCount).toBe(1);
  });

  it('is renewed before it expires, while calls still use the old one', async () => {
    server.tokenLifetime = 2;
    await charge();
    await eventually(async () => {
      expect(await charge()).toMatchObject(captured);
      expect(server.received.at(-1)).toBe('token-2');
    });
    expect(server.received).not.toContain(undefined);
  });

  it.each([undefined, '300'])('is accepted from a provider that returns expires_in %s', async (life) => {
    server.tokenLifetime = life;
    expect(await charge()).toMatchObject(captured);
    expect(await charge()).toMatchObject(captured);
    expect(server.issued).toEqual(['token-1']);
  });

  it('is used until it expires while identity is down', async () => {
    server.tokenLifetime = 3;
    await charge();
    server.identityIsUp = false;
    expect(await charge()).toMatchObject(captured);
    await eventually(async () => expect(await charge()).toEqual(unavailable));
    server.identityIsUp = true;
    expect(await charge()).toMatchObject(captured);
  });

  it('is fetched again within the same call when payment rejects it', async () => {
    await charge();
    server.revoke();
    expect(await charge()).toMatchObject(captured);
    expect(server.issued).toEqual(['token-1', 'token-2']);
  });

  it('is not issued for a wrong client secret, and payment is then unavailable', async () => {
    gateway = gatewayTo(server, limited(), { ...server.client, secret: 'guessed' });
    expect(await charge()).toEqual(unavailable);
    expect(server.received).toEqual([]);
  });
});
