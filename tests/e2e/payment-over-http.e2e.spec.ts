import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { openWiring, RpcTransport, type Wiring } from '#messaging';
import { HttpSigningKeys, startService, type Service } from '#platform';
import { aLecture, tempDir } from '#testing';
import { IdentityModule, IdentitySettings } from '../../apps/identity/src/identity.module.js';
import { PaymentModule, PaymentSettings } from '../../apps/payment/src/payment.module.js';
import { RegistrationModule, RegistrationSettings } from '../../apps/registration/src/registration.module.js';
import { UpdateLectureCopy } from '../../apps/registration/src/use-cases/update-lecture-copy.js';

/** Payment is reachable over HTTP only. */
class NoRpc extends RpcTransport {
  server(): never {
    throw new Error('registration answers no RPC');
  }

  client(): never {
    throw new Error('registration is to ask over HTTP');
  }
}

describe('payment over HTTP between registration, payment and identity', () => {
  const dataDir = tempDir('over-http');
  const secret = 'a-secret-between-registration-and-identity';
  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const lecture = aLecture({ sessions: [{ startsAt: nextYear, endsAt: nextYear, place: 'Room 301' }] });
  const base = { SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'silent' };
  const started: Service[] = [];
  let wiring: Wiring;
  let registrationAt: string;
  let identityAt: string;
  let payment: Service;

  const listening = async (service: Service) => {
    started.unshift(service);
    return `http://127.0.0.1:${await service.listen(0, '127.0.0.1')}`;
  };

  beforeAll(async () => {
    const ofIdentity = IdentitySettings.load({ ...base, SUGANG_SERVICE_CLIENTS: `registration:${secret}` });
    wiring = await openWiring(ofIdentity);
    const identity = IdentityModule.with(ofIdentity, wiring);
    identityAt = await listening(await startService({ name: 'identity', module: identity, settings: ofIdentity }));
    wiring = { ...wiring, keys: new HttpSigningKeys(`${identityAt}/.well-known/jwks.json`) };

    const ofPayment = PaymentSettings.load(base);
    payment = await startService({
      name: 'payment',
      module: PaymentModule.with(ofPayment, wiring),
      settings: ofPayment,
    });
    const paymentAt = await listening(payment);

    const ofRegistration = RegistrationSettings.load({
      ...base,
      SUGANG_DATA_DIR: join(dataDir, 'registration'),
      PAYMENT_URL: paymentAt,
      SUGANG_TOKEN_URL: `${identityAt}/oauth/token`,
      SUGANG_CLIENT_ID: 'registration',
      SUGANG_CLIENT_SECRET: secret,
      SUGANG_PAYMENT_TIMEOUT_MS: '1500',
    });
    const module = RegistrationModule.with(ofRegistration, { ...wiring, rpc: new NoRpc() });
    const registration = await startService({ name: 'registration', module, settings: ofRegistration });
    registrationAt = await listening(registration);
    await registration.app.get(CommandBus).execute(new UpdateLectureCopy(lecture));
  });
  afterAll(async () => {
    for (const service of started) await service.close();
    await wiring.close();
  });

  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };

  async function registers(name: string, token: string) {
    const account = { email: `${name}@sugang.dev`, password: 'correct horse battery', name };
    await post(`${identityAt}/api/v1/auth/sign-up`, account);
    const { body } = await post(`${identityAt}/api/v1/auth/login`, {
      email: account.email,
      password: account.password,
    });
    const headers = { authorization: `Bearer ${body['accessToken']}`, 'idempotency-key': randomUUID() };
    const wanted = { lectureId: lecture.id, payment: { method: 'card', token } };
    return post(`${registrationAt}/api/v1/registrations`, wanted, headers);
  }

  it('confirms a paid registration', async () => {
    expect(await registers('mina', 'tok_ok')).toMatchObject({ status: 201, body: { status: 'CONFIRMED' } });
  });

  it('reports a declined payment', async () => {
    expect(await registers('joon', 'tok_declined')).toMatchObject({ status: 402, body: { code: 'PAYMENT_DECLINED' } });
  });

  it('defers the payment immediately when payment is down', async () => {
    await payment.close();
    const began = performance.now();

    expect(await registers('sora', 'tok_ok')).toMatchObject({
      status: 202,
      body: { status: 'AWAITING_PAYMENT', paymentDeferred: 'UNAVAILABLE' },
    });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
