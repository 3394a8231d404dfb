import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, tempDir } from '#testing';
import { attemptId, fee, minasRegistration } from './cast.js';
import { RunningPayment } from './running-payment.js';
import { STRIPE_KEY, StripeStandIn } from './stripe-stand-in.js';
import { TOSS_KEY, TossStandIn } from './toss-stand-in.js';

const SECRET = 'whsec_standin';
const EVENT = '{"id":"evt_1","object":"event","data":{"object":{"object":"payment_intent","id":"pi_1"}}}';

interface Provider {
  standIn: StripeStandIn | TossStandIn;
  token(outcome: 'approved' | 'declined'): string;
  webhook(): { payload: string; headers?: Record<string, string> };
  isRefunded(): boolean;
  env: Record<string, string>;
}

function stripe(): Provider {
  const standIn = new StripeStandIn();
  const intent = () => [...standIn.intents.values()].at(-1)!;
  return {
    standIn,
    token: (outcome) => (outcome === 'approved' ? 'pm_card_visa' : 'pm_card_chargeDeclinedInsufficientFunds'),
    webhook: () => {
      const event = { id: 'evt_1', object: 'event', type: 'payment_intent.succeeded', data: { object: intent() } };
      const payload = JSON.stringify(event);
      const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret: SECRET });
      return { payload, headers: { 'stripe-signature': signature } };
    },
    isRefunded: () => intent().latest_charge?.refunded === true,
    env: { SUGANG_PROVIDER: 'stripe', SUGANG_PROVIDER_KEY: STRIPE_KEY, SUGANG_PROVIDER_WEBHOOK_SECRET: SECRET },
  };
}

function toss(): Provider {
  const standIn = new TossStandIn();
  const payment = () => [...standIn.payments.values()].at(-1)!;
  return {
    standIn,
    token: (outcome) =>
      standIn.authorize(attemptId(1), fee.amount, outcome === 'declined' ? 'REJECT_CARD_COMPANY' : undefined),
    webhook: () => ({ payload: JSON.stringify({ eventType: 'PAYMENT_STATUS_CHANGED', data: payment() }) }),
    isRefunded: () => payment().status === 'CANCELED',
    env: { SUGANG_PROVIDER: 'toss', SUGANG_PROVIDER_KEY: TOSS_KEY },
  };
}

describe.each([
  ['Stripe', stripe],
  ['Toss Payments', toss],
])('payment with %s', (_, create) => {
  const dir = tempDir();
  let provider: Provider;
  let payment: RunningPayment;

  beforeEach(async () => {
    provider = create();
    const url = await provider.standIn.listen();
    const env = { ...provider.env, SUGANG_PROVIDER_URL: url.href, SUGANG_PROVIDER_TIMEOUT_MS: '3000' };
    payment = await RunningPayment.start(join(dir, randomUUID()), env);
  });
  afterEach(async () => {
    await payment.stop();
    await provider.standIn.close();
  });

  const charge = (outcome: 'approved' | 'declined' = 'approved') =>
    payment.charge(1, { token: provider.token(outcome) });
  const deliver = ({ payload, headers }: ReturnType<Provider['webhook']>) =>
    payment.service.fastify.inject({
      method: 'POST',
      url: '/api/v1/payments/webhook',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });

  it('charges the card, and refunds it when the registration ends', async () => {
    expect(await charge()).toMatchObject({ outcome: 'COMPLETED' });
    await payment.receive('registration.canceled', minasRegistration);
    await eventually(() => expect(payment.events.named('payment.canceled')).toHaveLength(1));
    expect(provider.isRefunded()).toBe(true);
  });

  it('declines a card that the provider declines', async () => {
    expect(await charge('declined')).toMatchObject({ outcome: 'DECLINED' });
  });

  it('completes a charge whose response was lost when a webhook arrives, and only once when the webhook is repeated', async () => {
    provider.standIn.silentFrom = '/confirm';
    expect(await charge()).toMatchObject({ outcome: 'UNKNOWN' });
    provider.standIn.silentFrom = undefined;

    const answers = await Promise.all([deliver(provider.webhook()), deliver(provider.webhook())]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 204]);
    await eventually(() => expect(payment.events.named('payment.completed')).toHaveLength(1));
    expect((await deliver(provider.webhook())).statusCode).toBe(204);
    expect(provider.standIn.capturesOf(attemptId(1))).toBe(1);
  });

  it('ignores a webhook about a charge that is not its own', async () => {
    await charge();
    const { payload } = provider.webhook();
    const foreign = payload.replaceAll(/pi_\d+|tgen_[\w-]+/g, 'unknown');
    const signature = Stripe.webhooks.generateTestHeaderString({ payload: foreign, secret: SECRET });
    expect((await deliver({ payload: foreign, headers: { 'stripe-signature': signature } })).statusCode).toBe(204);
  });
});

describe('the webhook of Stripe', () => {
  const dir = tempDir();
  const start = (env: Record<string, string>) => RunningPayment.start(join(dir, randomUUID()), env);
  const post = (payment: RunningPayment, headers: Record<string, string>, payload = EVENT) =>
    payment.service.fastify.inject({
      method: 'POST',
      url: '/api/v1/payments/webhook',
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });

  it('is rejected when it is unsigned, altered or older than five minutes', async () => {
    const payment = await start(stripe().env);
    const payload = EVENT;
    const signed = (timestamp?: number) => ({
      'stripe-signature': Stripe.webhooks.generateTestHeaderString({
        payload,
        secret: SECRET,
        ...(timestamp && { timestamp }),
      }),
    });
    const tenMinutesAgo = Math.floor(Date.now() / 1000) - 600;
    const answers = [
      await post(payment, {}),
      await post(payment, signed(), EVENT.replace('pi_1', 'pi_2')),
      await post(payment, signed(tenMinutesAgo)),
    ];
    await payment.stop();

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400, 400]);
    expect(answers[0]!.json()).toMatchObject({ errors: [{ pointer: '/header/Stripe-Signature' }] });
  });

  it('does not exist with the simulated provider', async () => {
    const payment = await start({});
    const answer = await post(payment, {});
    await payment.stop();
    expect([404, 405]).toContain(answer.statusCode);
  });
});
