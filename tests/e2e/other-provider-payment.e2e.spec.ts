import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { openWiring, RpcTransport, type Wiring } from '#messaging';
import { startService, type Service } from '#platform';
import { aLecture, tempDir, TestIssuer } from '#testing';
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

describe('payment over HTTP with an external identity provider', () => {
  const dataDir = tempDir('other-provider-payment');
  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const lecture = aLecture({ sessions: [{ startsAt: nextYear, endsAt: nextYear, place: 'Room 301' }] });
  const started: Service[] = [];
  let issuer: TestIssuer;
  let wiring: Wiring;
  let paymentAt: string;
  let registrationAt: string;

  const listening = async (service: Service) => {
    started.unshift(service);
    return `http://127.0.0.1:${await service.listen(0, '127.0.0.1')}`;
  };

  beforeAll(async () => {
    issuer = await TestIssuer.start('ES256');
    const base = { SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'silent', OIDC_ISSUER: issuer.url };
    const ofPayment = PaymentSettings.load(base);
    wiring = await openWiring(ofPayment);
    const payment = PaymentModule.with(ofPayment, wiring);
    paymentAt = await listening(await startService({ name: 'payment', module: payment, settings: ofPayment }));
    const ofRegistration = RegistrationSettings.load({
      ...base,
      SUGANG_DATA_DIR: join(dataDir, 'registration'),
      PAYMENT_URL: paymentAt,
      SUGANG_TOKEN_URL: issuer.tokenUrl,
      SUGANG_CLIENT_ID: 'registration',
      SUGANG_CLIENT_SECRET: 'kept by the provider',
    });
    const module = RegistrationModule.with(ofRegistration, { ...wiring, rpc: new NoRpc() });
    const registration = await startService({ name: 'registration', module, settings: ofRegistration });
    registrationAt = await listening(registration);
    await registration.app.get(CommandBus).execute(new UpdateLectureCopy(lecture));
  });
  afterAll(async () => {
    for (const service of started) await service.close();
    await wiring.close();
    await issuer.stop();
  });

  const post = async (url: string, body: object) => {
    const token = await issuer.tokenFor({ sub: 'mina', role: 'student', name: 'Mina' });
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };

  it("confirms a paid registration with the provider's service token", async () => {
    const wanted = { lectureId: lecture.id, payment: { method: 'card', token: 'tok_ok' } };
    const registered = await post(`${registrationAt}/api/v1/registrations`, wanted);
    expect(registered).toMatchObject({ status: 201, body: { status: 'CONFIRMED' } });
    expect(issuer.asked['/token']).toBe(1);
  });

  it("rejects a charge with a student's token", async () => {
    expect(await post(`${paymentAt}/internal/payments`, {})).toMatchObject({ status: 403 });
  });
});
