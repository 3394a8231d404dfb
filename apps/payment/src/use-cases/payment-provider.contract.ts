import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentProvider, ProviderFault } from './payment-provider.js';

/** A provider under test: reliable, quick, with books that outlive it. */
export interface ProviderUnderTest {
  provider: PaymentProvider;
  /** How often money was captured for the key. */
  captures(key: string): Promise<number>;
  /** The same provider after a restart. */
  reopened(): Promise<ProviderUnderTest>;
  close(): Promise<void>;
}

const fee = { amount: 49_000, currency: 'KRW' } as const;
const listening = () => new AbortController().signal;
let keys = 0;
const newKey = () => `0193a5b0-7c1e-7d4a-9b56-${String(++keys).padStart(12, '0')}`;

/** What payment relies on, whoever moves the money. */
export function paymentProviderContract(name: string, open: () => Promise<ProviderUnderTest>): void {
  describe(`${name} as a payment provider`, () => {
    let under: ProviderUnderTest;
    let key: string;
    const charge = (token = 'tok_ok') => under.provider.charge(key, fee, token, listening());
    const cancel = () => under.provider.cancel(key, listening());
    const status = () => under.provider.status(key, listening());

    beforeEach(async () => {
      under = await open();
      key = newKey();
    });
    afterEach(() => under.close());

    it('has nothing to say of a key it has never seen', async () => {
      expect(await status()).toBeUndefined();
    });

    it('captures once, however often it is asked', async () => {
      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await status()).toEqual({ state: 'CAPTURED' });
      expect(await under.captures(key)).toBe(1);
    });

    it('captures once when asked fifty times at once', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => charge()));

      expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['CAPTURED']));
      expect(await under.captures(key)).toBe(1);
    });

    it('declines, and keeps to it when a better card comes with the same key', async () => {
      expect(await charge('tok_declined')).toEqual({ state: 'DECLINED', reason: 'CARD_DECLINED' });
      expect(await charge('tok_ok')).toEqual({ state: 'DECLINED', reason: 'CARD_DECLINED' });
      expect(await cancel()).toEqual({ state: 'DECLINED', reason: 'CARD_DECLINED' });
      expect(await under.captures(key)).toBe(0);
    });

    it('voids a key before it is charged: the charge then captures nothing', async () => {
      expect(await cancel()).toEqual({ state: 'VOIDED' });
      expect(await charge()).toEqual({ state: 'VOIDED' });
      expect(await under.captures(key)).toBe(0);
    });

    it('refunds what was captured, and never captures it again', async () => {
      await charge();

      expect(await cancel()).toEqual({ state: 'REFUNDED' });
      expect(await cancel()).toEqual({ state: 'REFUNDED' });
      expect(await charge()).toEqual({ state: 'REFUNDED' });
      expect(await under.captures(key)).toBe(1);
    });

    it('keeps no money when a charge and a cancel meet', async () => {
      for (let round = 0; round < 25; round++) {
        key = newKey();
        await Promise.all(round % 2 ? [charge(), cancel()] : [cancel(), charge()]);

        const captures = await under.captures(key);
        expect(await status()).toEqual({ state: captures === 0 ? 'VOIDED' : 'REFUNDED' });
      }
    });

    it('fails when nobody listens any more', async () => {
      await expect(under.provider.charge(key, fee, 'tok_ok', AbortSignal.abort())).rejects.toThrow(ProviderFault);
    });

    it('remembers every key after a restart', async () => {
      await charge();
      await under.close();
      under = await under.reopened();

      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await under.captures(key)).toBe(1);
    });
  });
}
