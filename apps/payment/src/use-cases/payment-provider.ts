import type { Money } from '#contracts';
import type { ProviderAnswer } from '../domain/learn-from-provider.js';

/** The company that moves the money. Every call may be repeated with the same key and then changes nothing more. */
export abstract class PaymentProvider {
  /**
   * Charges the card once for `key`; answers VOIDED when the key was canceled first.
   * @throws ProviderFault: money may or may not have moved
   */
  abstract charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderAnswer>;

  /**
   * Voids the key, so that it can never be captured, or refunds what was captured; CAPTURED means the refund was declined.
   * @throws ProviderFault: it may or may not have happened
   */
  abstract cancel(key: string, signal: AbortSignal): Promise<ProviderAnswer>;

  /**
   * What has become of the key; undefined while nothing has.
   * @throws ProviderFault
   */
  abstract status(key: string, signal: AbortSignal): Promise<ProviderAnswer | undefined>;
}

/** The provider failed or gave no answer in time: nobody knows whether the call took effect. */
export class ProviderFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderFault';
  }
}
