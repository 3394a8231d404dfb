import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PaymentProvider, ProviderFault } from './payment-provider.js';

/** A provider without latency or random failures, with a durable ledger. */
export interface ProviderUnderTest {
  provider: PaymentProvider;
  /** The token to charge the key with, if it differs from that of the simulated provider. */
  tokenFor?(key: string, outcome: 'approved' | 'declined'): string;
  /** The provider's reason for a declined card. */
  declineReason?: string;
  /** Number of captures for the key. */
  captures(key: string): Promise<number>;
  /** The same provider after a restart. */
  reopened(): Promise<ProviderUnderTest>;
  close(): Promise<void>;
}

const fee = { amount: 49_000, currency: 'KRW' } as const;
const openSignal = () => new AbortController().signal;
let keys = 0;
const newKey = () => `0193a5b0-7c1e-7d4a-9b56-${String(++keys).padStart(12, '0')}`;

/** What payment relies on, for every implementation of the port. */
export function paymentProviderContract(name: string, open: () => Promise<ProviderUnderTest>): void {
  describe(`PaymentProvider contract: ${name}`, () => {
    let under: ProviderUnderTest;
    let key: string;
    const charge = (outcome: 'approved' | 'declined' = 'approved') => {
      const token = under.tokenFor?.(key, outcome) ?? (outcome === 'approved' ? 'tok_ok' : 'tok_declined');
      return under.provider.charge(key, fee, token, openSignal());
    };
    const cancel = () => under.provider.cancel(key, openSignal());
    /** A cancel that races with a charge may be undecided; payment retries it until it is decided. */
    const cancelUntilDecided = async (tries = 20): Promise<unknown> => {
      try {
        return await cancel();
      } catch (error) {
        if (!(error instanceof ProviderFault) || tries === 0) throw error;
        return cancelUntilDecided(tries - 1);
      }
    };
    const won = (amount: number) => ({ ...fee, amount });
    const refundUpTo = (total: number, amount: number) =>
      under.provider.refund(key, `${key}:${total}`, won(amount), openSignal());
    const listed = (...refunds: [total: number, amount: number][]) =>
      refunds.map(([total, amount]) => ({ refundKey: `${key}:${total}`, amount }));
    const status = () => under.provider.status(key, openSignal());

    beforeEach(async () => {
      under = await open();
      key = newKey();
    });
    afterEach(() => under.close());

    it('has no status for an unknown key', async () => {
      expect(await status()).toBeUndefined();
    });

    it('captures once for repeated charges of one key', async () => {
      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await status()).toEqual({ state: 'CAPTURED' });
      expect(await under.captures(key)).toBe(1);
    });

    it('captures once for fifty concurrent charges of one key', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => charge()));

      expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['CAPTURED']));
      expect(await under.captures(key)).toBe(1);
    });

    it('declines, and stays declined when the same key is charged with a valid card', async () => {
      const declined = { state: 'DECLINED', reason: under.declineReason ?? 'CARD_DECLINED' };
      expect(await charge('declined')).toEqual(declined);
      expect(await charge()).toEqual(declined);
      expect(await cancel()).toEqual(declined);
      expect(await status()).toEqual(declined);
      expect(await under.captures(key)).toBe(0);
    });

    it('voids a key before it is charged, so that the charge captures nothing', async () => {
      expect(await cancel()).toEqual({ state: 'VOIDED' });
      expect(await charge()).toEqual({ state: 'VOIDED' });
      expect(await under.captures(key)).toBe(0);
    });

    it('refunds a capture and never captures the key again', async () => {
      await charge();

      expect(await cancel()).toEqual({ state: 'REFUNDED' });
      expect(await cancel()).toEqual({ state: 'REFUNDED' });
      expect(await charge()).toEqual({ state: 'REFUNDED' });
      expect(await under.captures(key)).toBe(1);
    });

    it('never ends with an unrefunded capture when a charge and a cancel run concurrently', async () => {
      for (let run = 0; run < 25; run++) {
        key = newKey();
        await Promise.all(run % 2 ? [charge(), cancelUntilDecided()] : [cancelUntilDecided(), charge()]);

        const captures = await under.captures(key);
        expect(await status()).toEqual({ state: captures === 0 ? 'VOIDED' : 'REFUNDED' });
      }
    });

    it('refunds a part once for repeated and concurrent requests with one refund key', async () => {
      await charge();
      const refunded = { state: 'CAPTURED', refunds: listed([20_000, 20_000]) };
      await Promise.allSettled(Array.from({ length: 10 }, () => refundUpTo(20_000, 20_000)));

      expect(await refundUpTo(20_000, 20_000)).toEqual(refunded);
      expect(await status()).toEqual(refunded);
    });

    it('reports every part in its status, and REFUNDED once nothing is left', async () => {
      await charge();
      await refundUpTo(20_000, 20_000);
      await refundUpTo(49_000, 29_000);

      const state = await status();
      expect(state).toMatchObject({ state: 'REFUNDED' });
      expect(new Set((state as { refunds: object[] }).refunds)).toEqual(
        new Set(listed([20_000, 20_000], [49_000, 29_000])),
      );
      expect(await refundUpTo(49_000, 29_000)).toMatchObject({ state: 'REFUNDED' });
      expect(await charge()).toMatchObject({ state: expect.stringMatching(/REFUNDED|CAPTURED/) });
      expect(await under.captures(key)).toBe(1);
    });

    it('declines to refund more than was captured, also in parts', async () => {
      await charge();
      expect(await refundUpTo(50_000, 50_000)).toEqual({ state: 'CAPTURED' });
      await refundUpTo(20_000, 20_000);
      expect(await refundUpTo(60_000, 40_000)).toEqual({ state: 'CAPTURED', refunds: listed([20_000, 20_000]) });
    });

    it('does not refund the whole capture after a part of it', async () => {
      await charge();
      await refundUpTo(20_000, 20_000);

      expect(await cancel()).toEqual({ state: 'CAPTURED', refunds: listed([20_000, 20_000]) });
      expect(await status()).toEqual({ state: 'CAPTURED', refunds: listed([20_000, 20_000]) });
    });

    it('fails if the caller has aborted', async () => {
      await expect(under.provider.charge(key, fee, 'tok_ok', AbortSignal.abort())).rejects.toThrow(ProviderFault);
    });

    it('recognizes every key after a restart', async () => {
      await charge();
      await under.close();
      under = await under.reopened();

      expect(await charge()).toEqual({ state: 'CAPTURED' });
      expect(await under.captures(key)).toBe(1);
    });
  });
}
