import type { Money, NextAction } from '#contracts';
import type { ProviderResult } from '../domain/apply-provider-result.js';

export abstract class PaymentProvider {
  /** Charges the card once for `key`; returns VOIDED if the key was canceled first. @throws ProviderFault */
  abstract charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderResult>;

  /** Voids the key for good, or refunds its whole capture; CAPTURED means the refund was declined, as it is after a partial one. @throws ProviderFault */
  abstract cancel(key: string, signal: AbortSignal): Promise<ProviderResult>;

  /** Refunds a part of the capture once for `refundKey`. The result lists it unless it was declined, as it is above what was captured. @throws ProviderFault */
  abstract refund(key: string, refundKey: string, amount: Money, signal: AbortSignal): Promise<ProviderResult>;

  /** The state of the key and its partial refunds; undefined if the provider has not seen it. @throws ProviderFault */
  abstract status(key: string, signal: AbortSignal): Promise<ProviderResult | undefined>;

  /** What the student must do while the state is ACTION_REQUIRED. @throws ProviderFault */
  nextAction(_key: string, _signal: AbortSignal): Promise<NextAction | undefined> {
    return Promise.resolve(undefined);
  }

  /** The key that a webhook of the provider is about; undefined if it is not a key of Sugang. @throws ForgedWebhook */
  keyIn(_webhook: Webhook): Promise<string | undefined> {
    return Promise.resolve(undefined);
  }
}

export interface Webhook {
  body: Buffer;
  signature: string | undefined;
}

export class ForgedWebhook extends Error {}

/** The provider failed or did not respond in time: whether the call took effect is unknown. */
export class ProviderFault extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderFault';
  }
}
