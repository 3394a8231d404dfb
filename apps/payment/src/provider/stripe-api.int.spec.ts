import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { onEveryStore, tempDir, type StoreAddress } from '#testing';
import { fee } from '../../test/cast.js';
import { STRIPE_KEY, StripeStandIn } from '../../test/stripe-stand-in.js';
import { paymentProviderContract, type ProviderUnderTest } from '../ports/payment-provider.contract.js';
import { ProviderFault } from '../ports/payment-provider.js';
import { RemoteLedger } from './remote-ledger.js';
import { RemoteProvider } from './remote-provider.js';
import { StripeApi, type StripeOptions } from './stripe-api.js';

const TIMEOUT_MS = 5_000;
const openSignal = () => new AbortController().signal;
const tokens = { approved: 'pm_card_visa', declined: 'pm_card_chargeDeclinedInsufficientFunds' };

const providerAt = (url: URL, ledger: RemoteLedger, options: Partial<StripeOptions> = {}) =>
  new RemoteProvider(ledger, new StripeApi({ secretKey: STRIPE_KEY, url, timeoutMs: TIMEOUT_MS, ...options }));

const standIns: StripeStandIn[] = [];

async function openIn(at: StoreAddress, stripe = new StripeStandIn(), address?: URL): Promise<ProviderUnderTest> {
  const url = address ?? (await stripe.listen());
  const ledger = await RemoteLedger.open(at, new SystemClock());
  standIns.push(stripe);
  return {
    provider: providerAt(url, ledger),
    tokenFor: (_key, outcome) => tokens[outcome],
    declineReason: 'INSUFFICIENT_FUNDS',
    captures: async (key) => stripe.capturesOf(key),
    reopened: () => openIn(at, stripe, url),
    close: () => ledger.close(),
  };
}

onEveryStore('Stripe', (newStore) => {
  paymentProviderContract('Stripe', () => openIn(newStore()));
  afterAll(() => Promise.all([...new Set(standIns.splice(0))].map((each) => each.close())));
});

describe('StripeApi', () => {
  let stripe: StripeStandIn;
  let url: URL;
  let ledger: RemoteLedger;
  let provider: RemoteProvider;
  const dir = tempDir();
  let key: string;
  const charge = (token = tokens.approved) => provider.charge(key, fee, token, openSignal());
  const cancel = () => provider.cancel(key, openSignal());

  beforeEach(async () => {
    key = randomUUID();
    stripe = new StripeStandIn();
    url = await stripe.listen();
    ledger = await RemoteLedger.open({ url: 'sqlite:', dataDir: join(dir, key) }, new SystemClock());
    provider = providerAt(url, ledger);
  });
  afterEach(async () => {
    await ledger.close();
    await stripe.close();
  });

  it('charges won without decimals and sends the payment id to Stripe', async () => {
    await charge();
    expect([...stripe.intents.values()]).toMatchObject([
      { amount: 49_000, currency: 'krw', metadata: { payment_id: key }, status: 'succeeded' },
    ]);
  });

  it.each(['/payment_intents', '/confirm'])(
    'charges once when the response of %s is lost and Stripe gets the request again',
    async (path) => {
      stripe.faults.push({ path, fault: 'lost response' });
      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect([stripe.intents.size, stripe.capturesOf(key)]).toEqual([1, 1]);
    },
  );

  it('creates one intent although every response to the first attempt was lost', async () => {
    for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/payment_intents', fault: 'lost response' });
    await expect(charge()).rejects.toThrow(ProviderFault);
    expect(await charge()).toEqual({ state: 'CAPTURED' });
    expect(stripe.intents.size).toBe(1);
  });

  it('finds the capture by status after every response to the confirm was lost', async () => {
    for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/confirm', fault: 'lost response' });
    await expect(charge()).rejects.toThrow(ProviderFault);
    expect(await provider.status(key, openSignal())).toEqual({ state: 'CAPTURED' });
    expect(await charge()).toEqual({ state: 'CAPTURED' });
    expect(stripe.capturesOf(key)).toBe(1);
  });

  it.each(['lost request', 'rate limited', 'server error'] as const)(
    'reports a fault, not a decline, when every attempt is %s',
    async (fault) => {
      for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/confirm', fault });
      await expect(charge()).rejects.toThrow(ProviderFault);
      expect(stripe.capturesOf(key)).toBe(0);
      expect(await cancel()).toEqual({ state: 'VOIDED' });
      expect(await charge()).toEqual({ state: 'VOIDED' });
    },
  );

  it('declines a card that needs 3-D Secure when there is no page to send the student back to', async () => {
    expect(await charge('pm_card_authenticationRequired')).toEqual({
      state: 'DECLINED',
      reason: 'AUTHENTICATION_REQUIRED',
    });
  });

  describe('with a card that needs 3-D Secure', () => {
    const returnUrl = new URL('https://sugang.example/paid?lang=ko');
    const visit = async () => fetch((await provider.nextAction(key, openSignal()))!.url, { redirect: 'manual' });
    const status = () => provider.status(key, openSignal());

    beforeEach(async () => {
      provider = providerAt(url, ledger, { returnUrl });
      expect(await charge('pm_card_authenticationRequired')).toEqual({ state: 'ACTION_REQUIRED' });
    });

    it('captures once the student has authenticated, and sends the browser back with the id of the payment', async () => {
      expect(await status()).toEqual({ state: 'ACTION_REQUIRED' });
      expect((await visit()).headers.get('location')).toContain(
        `${returnUrl.href}&paymentId=${key}&payment_intent=pi_`,
      );

      expect(await status()).toEqual({ state: 'CAPTURED' });
      expect(await provider.nextAction(key, openSignal())).toBeUndefined();
      expect(stripe.capturesOf(key)).toBe(1);
    });

    it('declines a failed authentication for good, although the browser could confirm the intent again', async () => {
      stripe.authenticates = false;
      await visit();

      const declined = { state: 'DECLINED', reason: 'PAYMENT_INTENT_AUTHENTICATION_FAILURE' };
      expect(await status()).toEqual(declined);
      expect([...stripe.intents.values()]).toMatchObject([{ status: 'canceled', cancellation_reason: 'abandoned' }]);
      expect(await cancel()).toEqual(declined);
    });

    it('declines although the response to the cancellation of the declined intent is lost', async () => {
      stripe.authenticates = false;
      await visit();
      for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/cancel', fault: 'lost response' });

      await expect(status()).rejects.toThrow(ProviderFault);
      expect([...stripe.intents.values()]).toMatchObject([{ status: 'canceled', last_payment_error: null }]);
      expect(await status()).toEqual({ state: 'DECLINED', reason: 'CARD_DECLINED' });
    });

    it('declines a failed authentication for each of several readers, although one of them cancels the intent', async () => {
      stripe.authenticates = false;
      await visit();

      const results = await Promise.all([status(), status(), status()]);
      expect(results.map((result) => result?.state)).toEqual(['DECLINED', 'DECLINED', 'DECLINED']);
    });

    it('voids although the response to the cancellation is lost', async () => {
      for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/cancel', fault: 'lost response' });

      await expect(cancel()).rejects.toThrow(ProviderFault);
      expect(await status()).toEqual({ state: 'VOIDED' });
    });

    it('voids the charge of a student who does not return; a later authentication captures nothing', async () => {
      const page = (await provider.nextAction(key, openSignal()))!.url;
      expect(await cancel()).toEqual({ state: 'VOIDED' });
      await fetch(page, { redirect: 'manual' });

      expect(await status()).toEqual({ state: 'VOIDED' });
      expect(stripe.capturesOf(key)).toBe(0);
    });

    it('refunds the charge of a student who authenticates while it is being voided', async () => {
      await visit();
      expect(await cancel()).toEqual({ state: 'REFUNDED' });
    });
  });

  it('declines a token that Stripe does not know', async () => {
    expect(await charge('pm_nonsense')).toEqual({ state: 'DECLINED', reason: 'TOKEN_UNKNOWN' });
    expect(await cancel()).toEqual({ state: 'DECLINED', reason: 'TOKEN_UNKNOWN' });
  });

  it('declines an amount that Stripe does not charge', async () => {
    const small = provider.charge(key, { ...fee, amount: 100 }, tokens.approved, openSignal());
    expect(await small).toEqual({ state: 'DECLINED', reason: 'AMOUNT_TOO_SMALL' });
  });

  it('reports a fault when Stripe does not know the charge, as with the key of another account', async () => {
    stripe.faults.push({ path: '/confirm', fault: 'server error' }, { path: '/confirm', fault: 'server error' });
    stripe.faults.push({ path: '/confirm', fault: 'server error' });
    await expect(charge()).rejects.toThrow(ProviderFault);
    stripe.intents.clear();
    await expect(provider.status(key, openSignal())).rejects.toThrow(ProviderFault);
    await expect(charge()).rejects.toThrow(ProviderFault);
    await expect(cancel()).rejects.toThrow(ProviderFault);
  });

  it('charges a confirmation token of the Payment Element', async () => {
    expect(await charge('ctoken_visa')).toEqual({ state: 'CAPTURED' });
  });

  it('retries a failed refund with a new key until it succeeds', async () => {
    await charge();
    stripe.refundStatuses.push('failed');
    expect(await cancel()).toEqual({ state: 'CAPTURED' });
    expect(await cancel()).toEqual({ state: 'REFUNDED' });
    expect(stripe.refunds.map(({ status }) => status)).toEqual(['failed', 'succeeded']);
  });

  it('does not refund twice when the response to a refund is lost', async () => {
    await charge();
    for (let i = 0; i < 3; i++) stripe.faults.push({ path: '/refunds', fault: 'lost response' });
    await expect(cancel()).rejects.toThrow(ProviderFault);
    expect(await cancel()).toEqual({ state: 'REFUNDED' });
    expect(stripe.refunds).toHaveLength(1);
  });

  it('reports a refund that was made in Stripe’s dashboard', async () => {
    await charge();
    const [intent] = stripe.intents.values();
    intent!.latest_charge = { ...intent!.latest_charge!, refunded: true };
    expect(await cancel()).toEqual({ state: 'REFUNDED' });
    expect(stripe.refunds).toHaveLength(0);
  });

  it('reports a fault without the key in its message when Stripe rejects the secret key', async () => {
    const rejected = providerAt(url, ledger, { secretKey: 'sk_test_other' }).charge(
      key,
      fee,
      tokens.approved,
      openSignal(),
    );
    await expect(rejected).rejects.toThrow(ProviderFault);
    await expect(rejected).rejects.not.toThrow('sk_test_other');
  });

  it('stops waiting when its caller aborts', async () => {
    await expect(provider.charge(key, fee, tokens.approved, AbortSignal.timeout(1))).rejects.toThrow(ProviderFault);
  });
});
