import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLecture, tempDir, TestIssuer } from '#testing';
import { Client } from '../support/client.js';
import { PaymentSite } from '../support/payment-site.js';

describe('payment over HTTP with an external identity provider', () => {
  const dataDir = tempDir('other-provider-payment');
  const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const lecture = aLecture({ sessions: [{ startsAt: nextYear, endsAt: nextYear, place: 'Room 301' }] });
  let issuer: TestIssuer;
  let site: PaymentSite;
  let token: string;

  beforeAll(async () => {
    issuer = await TestIssuer.start('ES256');
    site = await PaymentSite.start({
      dataDir,
      payment: { OIDC_ISSUER: issuer.url },
      registration: {
        OIDC_ISSUER: issuer.url,
        SUGANG_TOKEN_URL: issuer.tokenUrl,
        SUGANG_CLIENT_SECRET: 'kept by the provider',
      },
    });
    await site.addLecture(lecture);
    token = await issuer.tokenFor({ sub: 'mina', role: 'student', name: 'Mina' });
  });
  afterAll(async () => {
    await site.stop();
    await issuer.stop();
  });

  it("confirms a paid registration with the provider's service token", async () => {
    const registered = await new Client(site.registrationUrl, token).register(lecture.id);
    expect(registered).toMatchObject({ status: 201, body: { status: 'CONFIRMED' } });
    expect(issuer.asked['/token']).toBe(1);
  });

  it("rejects a charge with a student's token", async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const charged = await fetch(`${site.paymentUrl}/internal/payments`, { method: 'POST', headers, body: '{}' });
    expect(charged.status).toBe(403);
  });
});
