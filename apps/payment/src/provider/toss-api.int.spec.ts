import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#platform';
import { onEveryStore, tempDir, type StoreAddress } from '#testing';
import { fee } from '../../test/cast.js';
import { TOSS_KEY, TossStandIn } from '../../test/toss-stand-in.js';
import { paymentProviderContract, type ProviderUnderTest } from '../ports/payment-provider.contract.js';
import { ProviderFault } from '../ports/payment-provider.js';
import { RemoteLedger } from './remote-ledger.js';
import { RemoteProvider } from './remote-provider.js';
import { TossApi } from './toss-api.js';

const openSignal = () => new AbortController().signal;
const standIns = new Set<TossStandIn>();

const providerAt = (url: URL, ledger: RemoteLedger, secretKey = TOSS_KEY) =>
  new RemoteProvider(ledger, new TossApi(url, secretKey));

async function openIn(at: StoreAddress, toss = new TossStandIn(), address?: URL): Promise<ProviderUnderTest> {
  const url = address ?? (await toss.listen());
  const ledger = await RemoteLedger.open(at, new SystemClock());
  standIns.add(toss);
  return {
    provider: providerAt(url, ledger),
    tokenFor: (key, outcome) =>
      toss.authorize(key, fee.amount, outcome === 'declined' ? 'REJECT_CARD_COMPANY' : undefined),
    // A refused confirmation aborts the payment, and the refusal is its reason.
    declineReason: 'REJECT_CARD_COMPANY',
    captures: async (key) => toss.capturesOf(key),
    reopened: () => openIn(at, toss, url),
    close: () => ledger.close(),
  };
}

onEveryStore('Toss Payments', (newStore) => {
  paymentProviderContract('Toss Payments', () => openIn(newStore()));
  afterAll(async () => {
    await Promise.all([...standIns].map((each) => each.close()));
    standIns.clear();
  });
});

describe('TossApi', () => {
  const dir = tempDir();
  let toss: TossStandIn;
  let url: URL;
  let ledger: RemoteLedger;
  let provider: RemoteProvider;
  let key: string;
  const charge = (token = toss.authorize(key, fee.amount)) => provider.charge(key, fee, token, openSignal());
  const cancel = () => provider.cancel(key, openSignal());
  const status = () => provider.status(key, openSignal());

  beforeEach(async () => {
    key = randomUUID();
    toss = new TossStandIn();
    url = await toss.listen();
    ledger = await RemoteLedger.open({ url: 'sqlite:', dataDir: join(dir, key) }, new SystemClock());
    provider = providerAt(url, ledger);
  });
  afterEach(async () => {
    await ledger.close();
    await toss.close();
  });

  it('confirms the order that the student authorized, with any order id', async () => {
    expect(await charge(toss.authorize('order-of-the-window', fee.amount))).toEqual({ state: 'CAPTURED' });
    expect(toss.capturesOf('order-of-the-window')).toBe(1);
  });

  it('declines an authorization of another amount', async () => {
    expect(await charge(toss.authorize(key, 100))).toEqual({ state: 'DECLINED', reason: 'AMOUNT_MISMATCH' });
  });

  it('declines a payment key that Toss does not know', async () => {
    expect(await charge('tgen_nonsense')).toEqual({ state: 'DECLINED', reason: 'TOKEN_UNKNOWN' });
  });

  it('does not accept one authorization for two payments', async () => {
    const token = toss.authorize('order', fee.amount);
    const results = await Promise.all(
      [randomUUID(), randomUUID()].map((each) => provider.charge(each, fee, token, openSignal())),
    );
    expect(results).toContainEqual({ state: 'CAPTURED' });
    expect(results).toContainEqual({ state: 'DECLINED', reason: 'TOKEN_ALREADY_USED' });
    expect(toss.capturesOf('order')).toBe(1);
  });

  it('does not accept a payment that was confirmed for another purpose', async () => {
    const token = toss.authorize('another shop', fee.amount);
    toss.payments.get(token)!.status = 'DONE';
    expect(await charge(token)).toEqual({ state: 'DECLINED', reason: 'TOKEN_ALREADY_USED' });
  });

  it('finds the capture by status after the response to the confirmation was lost', async () => {
    toss.faults.push({ path: '/confirm', fault: 'lost response' });
    await expect(charge()).rejects.toThrow(ProviderFault);
    expect(await status()).toEqual({ state: 'CAPTURED' });
    expect(await charge()).toEqual({ state: 'CAPTURED' });
    expect(toss.capturesOf(key)).toBe(1);
  });

  it.each(['rate limited', 'repeated too soon', 'wrong key'] as const)(
    'reports a fault, not a result, when a request is refused: %s',
    async (fault) => {
      const token = toss.authorize(key, fee.amount);
      toss.faults.push({ path: token, fault });
      await expect(charge(token)).rejects.toThrow(ProviderFault);
      expect(await charge(token)).toEqual({ state: 'CAPTURED' });
      toss.faults.push({ path: '/cancel', fault });
      await expect(cancel()).rejects.toThrow(ProviderFault);
      expect(await cancel()).toEqual({ state: 'REFUNDED' });
    },
  );

  it.each([
    'lost request',
    'rate limited',
    'repeated too soon',
    'wrong key',
    'server error',
    'provider error',
  ] as const)('reports a fault, not a decline, when the confirmation is answered: %s', async (fault) => {
    toss.faults.push({ path: '/confirm', fault });
    await expect(charge()).rejects.toThrow(ProviderFault);
    expect(await status()).toBeUndefined();
    expect(await charge()).toEqual({ state: 'CAPTURED' });
  });

  it('leaves a charge undecided until an authorization that may still be confirmed has expired', async () => {
    toss.faults.push({ path: '/confirm', fault: 'lost request' });
    const token = toss.authorize(key, fee.amount);
    await expect(charge(token)).rejects.toThrow(ProviderFault);
    await expect(cancel()).rejects.toThrow(ProviderFault);
    toss.payments.get(token)!.status = 'EXPIRED';
    expect(await cancel()).toEqual({ state: 'VOIDED' });
  });

  it('refunds once when the response to the refund is lost', async () => {
    await charge();
    toss.faults.push({ path: '/cancel', fault: 'lost response' });
    await expect(cancel()).rejects.toThrow(ProviderFault);
    expect(await cancel()).toEqual({ state: 'REFUNDED' });
  });

  it('reports a capture whose refund Toss declined', async () => {
    const token = toss.authorize(key, fee.amount);
    await charge(token);
    toss.payments.get(token)!.refusal = 'NOT_CANCELABLE';
    expect(await cancel()).toEqual({ state: 'CAPTURED' });
  });

  it('reports a fault without the key in its message when Toss rejects the secret key', async () => {
    const token = toss.authorize(key, fee.amount);
    const rejected = providerAt(url, ledger, 'test_sk_other').charge(key, fee, token, openSignal());
    await expect(rejected).rejects.toThrow(ProviderFault);
    await expect(rejected).rejects.not.toThrow('test_sk_other');
  });
});
