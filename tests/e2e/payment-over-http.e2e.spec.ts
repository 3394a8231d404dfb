import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { openWiring, type Wiring } from '#messaging';
import { HttpSigningKeys, startService, type Service } from '#platform';
import { eventually, minutes, tempDir, TestClock } from '#testing';
import { IdentityModule, IdentitySettings } from '../../apps/identity/src/identity.module.js';
import { STRIPE_KEY, StripeStandIn } from '../../apps/payment/test/stripe-stand-in.js';
import { TOSS_KEY, TossStandIn } from '../../apps/payment/test/toss-stand-in.js';
import { ExpireOverdueHolds } from '../../apps/registration/src/use-cases/expire-overdue-holds.js';
import type { Answer } from '../support/client.js';
import { holding, PaymentSite } from '../support/payment-site.js';

const clientSecret = 'a-secret-between-registration-and-identity';
const webhookSecret = 'whsec_standin';
const dataDir = tempDir('over-http');
let identity: Service;
let wiring: Wiring;
let identityUrl: string;

beforeAll(async () => {
  const settings = IdentitySettings.load({
    SUGANG_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SUGANG_SERVICE_CLIENTS: `registration:${clientSecret}`,
  });
  wiring = await openWiring(settings);
  identity = await startService({ name: 'identity', module: IdentityModule.with(settings, wiring), settings });
  identityUrl = `http://127.0.0.1:${await identity.listen(0, '127.0.0.1')}`;
});
afterAll(async () => {
  await identity.close();
  await wiring.close();
});

const startSite = (name: string, payment: Record<string, string>, clock: TestClock) =>
  PaymentSite.start({
    dataDir: join(dataDir, name),
    keys: new HttpSigningKeys(`${identityUrl}/.well-known/jwks.json`),
    clock,
    payment,
    registration: {
      SUGANG_TOKEN_URL: `${identityUrl}/oauth/token`,
      SUGANG_CLIENT_SECRET: clientSecret,
      SUGANG_SWEEP_MS: '60000',
      SUGANG_HOLD_MINUTES: '1',
    },
  });

describe('payment over HTTP with Stripe as the provider', () => {
  const AUTHENTICATED = 'pm_card_authenticationRequired';
  const clock = new TestClock(new Date().toISOString());
  const stripe = new StripeStandIn();
  let site: PaymentSite;

  beforeAll(async () => {
    const env = {
      SUGANG_PROVIDER: 'stripe',
      SUGANG_PROVIDER_KEY: STRIPE_KEY,
      SUGANG_PROVIDER_URL: (await stripe.listen()).href,
      SUGANG_PROVIDER_WEBHOOK_SECRET: webhookSecret,
      SUGANG_PROVIDER_RETURN_URL: 'https://sugang.example/paid',
    };
    site = await startSite('stripe', env, clock);
  });
  afterAll(async () => {
    await site.stop();
    await stripe.close();
  });

  const intentOf = ({ body }: Answer) =>
    [...stripe.intents.values()].find(({ metadata }) => metadata['payment_id'] === body.paymentId)!;

  async function webhook(object: object): Promise<number> {
    const payload = JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object },
    });
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret });
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    const url = `${site.paymentUrl}/api/v1/payments/webhook`;
    return (await fetch(url, { method: 'POST', headers, body: payload })).status;
  }

  /** A student whose bank requires authentication. `authenticate` acts as the browser on the page of the bank. */
  async function authenticating() {
    const by = await holding(site, identityUrl);
    const key = randomUUID();
    const deferred = await by.pay(AUTHENTICATED, key);
    expect(deferred).toMatchObject({ status: 202, body: { paymentDeferred: 'ACTION_REQUIRED' } });
    const { nextAction } = await by.payment(deferred);
    expect(nextAction).toEqual({ type: 'REDIRECT', url: expect.stringContaining('/authenticate/pi_') });
    const authenticate = async () => {
      const { status, headers } = await fetch(nextAction.url, { redirect: 'manual' });
      return [status, headers.get('location')];
    };
    return { ...by, deferred, again: () => by.pay(AUTHENTICATED, key), authenticate };
  }

  it('confirms a paid registration, and reports a declined payment', async () => {
    const { student, lecture, pay } = await holding(site, identityUrl);
    expect(await pay('pm_card_visa')).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } });
    const other = { ...lecture, id: randomUUID() };
    await site.addLecture(other);
    const declined = await student.register(other.id, 'pm_card_chargeDeclinedInsufficientFunds');
    expect(declined).toMatchObject({ status: 402, body: { code: 'PAYMENT_DECLINED' } });
  });

  it('confirms a registration by the webhook after the student has authenticated, once although it arrives twice', async () => {
    const { deferred, authenticate, registration, payment, again, payments } = await authenticating();
    expect(await authenticate()).toEqual([302, expect.stringContaining(`paymentId=${deferred.body.paymentId}&`)]);

    expect(await Promise.all([1, 2].map(() => webhook(intentOf(deferred))))).toEqual([204, 204]);
    expect(await payment(deferred)).not.toHaveProperty('nextAction');
    expect(await payment(deferred)).toMatchObject({ status: 'COMPLETED' });
    await eventually(async () => expect(await registration()).toMatchObject({ status: 'CONFIRMED' }));

    const { version } = await registration();
    expect(await webhook(intentOf(deferred))).toBe(204);
    expect(await again()).toMatchObject({ status: 200, body: { status: 'CONFIRMED', version } });
    expect([stripe.capturesOf(deferred.body.paymentId), (await payments()).length]).toEqual([1, 1]);
  });

  it('confirms a registration when the student returns before any webhook and the same request is repeated', async () => {
    const { authenticate, again } = await authenticating();
    await authenticate();
    expect(await again()).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } });
  });

  it('shows that the student must authenticate although the first answer of the provider was lost', async () => {
    const { pay, registration } = await holding(site, identityUrl);
    const key = randomUUID();
    stripe.silentFrom = '/confirm';
    const late = await pay(AUTHENTICATED, key);
    stripe.silentFrom = undefined;
    expect([late.status, late.body.paymentDeferred]).toEqual([202, expect.stringMatching(/^(TIMEOUT|UNAVAILABLE)$/)]);

    const required = { paymentDeferred: 'ACTION_REQUIRED', version: late.body.version + 1 };
    await eventually(async () => expect(await pay(AUTHENTICATED, key)).toMatchObject({ status: 202, body: required }));
    expect(await registration()).toMatchObject(required);
  });

  it('trusts neither a return without authentication nor the state in a signed webhook', async () => {
    const { deferred, again, registration } = await authenticating();
    expect(await webhook({ ...intentOf(deferred), status: 'succeeded', amount: 1 })).toBe(204);
    expect(await again()).toMatchObject({ status: 202, body: { paymentDeferred: 'ACTION_REQUIRED' } });
    expect(await registration()).toMatchObject({ status: 'AWAITING_PAYMENT' });
  });

  it('keeps the seat when the authentication fails, so that the student can pay with another card', async () => {
    const { deferred, authenticate, registration, again, pay, payment } = await authenticating();
    stripe.authenticates = false;
    await authenticate();
    stripe.authenticates = true;
    expect(await webhook(intentOf(deferred))).toBe(204);

    expect(await payment(deferred)).toMatchObject({ status: 'DECLINED' });
    await eventually(async () => expect((await again()).status).toBe(402));
    expect(await registration()).toMatchObject({ status: 'AWAITING_PAYMENT' });
    expect(await pay('pm_card_visa')).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } });
  });

  it('voids the attempt that waits for authentication when the student pays with another card', async () => {
    const { deferred, authenticate, pay } = await authenticating();
    expect(await pay('pm_card_visa')).toMatchObject({ status: 200, body: { status: 'CONFIRMED' } });
    await authenticate();
    expect([intentOf(deferred).status, stripe.capturesOf(deferred.body.paymentId)]).toEqual(['canceled', 0]);
  });

  it('charges nothing when the student does not return before the hold ends', async () => {
    const { deferred, registration, authenticate } = await authenticating();
    clock.step(minutes(1));
    await site.execute(new ExpireOverdueHolds(100));
    expect(await registration()).toMatchObject({ status: 'EXPIRED' });

    await eventually(() => expect(intentOf(deferred).status).toBe('canceled'));
    expect(await authenticate()).toEqual([302, expect.stringContaining('redirect_status=failed')]);
    expect(stripe.capturesOf(deferred.body.paymentId)).toBe(0);
  });

  it('refunds the charge of a student who authenticates after the hold has ended', async () => {
    const { deferred, registration, authenticate, payments } = await authenticating();
    clock.step(minutes(1));
    await authenticate();
    expect(await webhook(intentOf(deferred))).toBe(204);

    await eventually(() => expect(intentOf(deferred).latest_charge).toMatchObject({ refunded: true }));
    await eventually(async () => expect(await payments()).toMatchObject([{ status: 'CANCELED' }]));
    expect(await registration()).toMatchObject({ status: 'EXPIRED' });
  });

  it('defers the payment immediately when payment is down', async () => {
    const { pay } = await holding(site, identityUrl);
    await site.payment.close();
    const began = performance.now();
    expect(await pay('pm_card_visa')).toMatchObject({ status: 202, body: { paymentDeferred: 'UNAVAILABLE' } });
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('payment over HTTP with Toss Payments as the provider', () => {
  const clock = new TestClock(new Date().toISOString());
  const toss = new TossStandIn();
  let site: PaymentSite;

  beforeAll(async () => {
    const url = (await toss.listen()).href;
    const env = { SUGANG_PROVIDER: 'toss', SUGANG_PROVIDER_KEY: TOSS_KEY, SUGANG_PROVIDER_URL: url };
    site = await startSite('toss', env, clock);
  });
  afterAll(async () => {
    await site.stop();
    await toss.close();
  });

  it('confirms a held registration with the payment key that the payment window returns, for the whole fee only', async () => {
    const { id, lecture, pay, registration } = await holding(site, identityUrl);
    expect(await pay(toss.authorize(`less-${id}`, 100))).toMatchObject({ status: 402 });
    expect(await registration()).toMatchObject({ status: 'AWAITING_PAYMENT' });

    expect(await pay(toss.authorize(id, lecture.fee.amount))).toMatchObject({
      status: 200,
      body: { status: 'CONFIRMED' },
    });
    expect([toss.capturesOf(`less-${id}`), toss.capturesOf(id)]).toEqual([0, 1]);
  });

  it('charges nothing when the student returns from the payment window after the hold has ended', async () => {
    const { id, lecture, pay } = await holding(site, identityUrl);
    const paymentKey = toss.authorize(id, lecture.fee.amount);
    clock.step(minutes(1));
    expect(await pay(paymentKey)).toMatchObject({ status: 409, body: { code: 'HOLD_EXPIRED' } });
    expect(toss.capturesOf(id)).toBe(0);
  });
});
