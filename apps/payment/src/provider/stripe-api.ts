import Stripe from 'stripe';
import type { NextAction } from '#contracts';
import type { ProviderResult } from '../domain/apply-provider-result.js';
import { ForgedWebhook, ProviderFault, type Webhook } from '../ports/payment-provider.js';
import type { RemoteCharge } from './remote-ledger.js';
import { declined, RemoteApi, type RemoteRefund } from './remote-provider.js';

export interface StripeOptions {
  secretKey: string;
  webhookSecret?: string | undefined;
  url?: URL | undefined;
  returnUrl?: URL | undefined;
  timeoutMs: number;
}

const RETRIES = 2;
/** Reason of the cancellation of a declined intent, because Stripe clears `last_payment_error` with any update. */
const OF_DECLINED = 'abandoned';
const OF_VOIDED = 'requested_by_customer';

/**
 * Stripe's PaymentIntents (https://docs.stripe.com/api/payment_intents). An intent is created without a card, then confirmed
 * with it: an intent that is never confirmed takes no money, and a canceled one cannot be confirmed.
 */
export class StripeApi extends RemoteApi {
  private readonly stripe: Stripe;
  private readonly webhookSecret: string | undefined;
  private readonly returnUrl: URL | undefined;

  constructor({ secretKey, webhookSecret, url, returnUrl, timeoutMs }: StripeOptions) {
    super();
    this.webhookSecret = webhookSecret;
    this.returnUrl = returnUrl;
    const address = url && {
      protocol: url.protocol === 'http:' ? ('http' as const) : ('https' as const),
      host: url.hostname,
      ...(url.port && { port: url.port }),
    };
    this.stripe = new Stripe(secretKey, {
      ...address,
      timeout: timeoutMs,
      maxNetworkRetries: RETRIES,
      telemetry: false,
    });
  }

  async prepare({ key, amount: { amount, currency } }: RemoteCharge, _token: string, signal: AbortSignal) {
    const intent = {
      amount,
      currency: currency.toLowerCase(),
      allowed_payment_method_types: ['card' as const],
      metadata: { payment_id: key },
    };
    try {
      return (await call(signal, () => this.stripe.paymentIntents.create(intent, { idempotencyKey: key }))).id;
    } catch (error) {
      const invalid = invalidRequestOf(error);
      if (invalid?.param === 'amount') return declined(invalid.code);
      throw error;
    }
  }

  async confirm(intentId: string, { key }: RemoteCharge, token: string, signal: AbortSignal) {
    const card = token.startsWith('ctoken_') ? { confirmation_token: token } : { payment_method: token };
    const request = { ...card, ...this.authenticationOf(key), expand: ['latest_charge'] };
    try {
      const idempotencyKey = `${key}:confirm`;
      return resultOf(
        await call(signal, () => this.stripe.paymentIntents.confirm(intentId, request, { idempotencyKey })),
      );
    } catch (error) {
      if (isUnknownToken(error)) return declined('TOKEN_UNKNOWN');
      if (isDeclinedCard(error) || isUnexpectedState(error)) return this.read(intentId, signal);
      throw error;
    }
  }

  /** A declined intent is canceled: the redirected browser has its client secret and could confirm it later. */
  async read(intentId: string, signal: AbortSignal): Promise<ProviderResult | undefined> {
    const intent = await this.intentOf(intentId, signal);
    const result = resultOf(intent);
    if (result?.state === 'DECLINED' && intent.status !== 'canceled') {
      const isCanceled =
        (await this.canceled(intentId, OF_DECLINED, signal)) || isAbandoned(await this.intentOf(intentId, signal));
      return isCanceled ? result : undefined;
    }
    const isPartly = typeof intent.latest_charge === 'object' && intent.latest_charge?.amount_refunded;
    if (!isPartly || (result?.state !== 'CAPTURED' && result?.state !== 'REFUNDED')) return result;
    const refunds = (await this.refundsOf(intentId, signal)).flatMap(({ status, metadata, amount }) => {
      const refundKey = metadata?.['refund_key'];
      return status === 'succeeded' && refundKey !== undefined ? [{ refundKey, amount }] : [];
    });
    return refunds.length > 0 ? { ...result, refunds } : result;
  }

  override async nextAction(intentId: string, signal: AbortSignal): Promise<NextAction | undefined> {
    const url = redirectOf(await this.intentOf(intentId, signal));
    return url === undefined ? undefined : { type: 'REDIRECT', url };
  }

  async refund(intentId: string, { refundKey, amount }: RemoteRefund, signal: AbortSignal) {
    const earlier = await this.refundsOf(intentId, signal);
    const tries = earlier.filter(({ metadata }) => metadata?.['refund_key'] === refundKey);
    if (tries.some(({ status }) => isUndecided(status))) return undefined;
    if (tries.some(({ status }) => status === 'succeeded')) return this.read(intentId, signal);
    const request = { payment_intent: intentId, amount, metadata: { refund_key: refundKey } };
    try {
      const idempotencyKey = `${refundKey}:refund:${tries.length}`;
      const { status } = await call(signal, () => this.stripe.refunds.create(request, { idempotencyKey }));
      if (isUndecided(status)) return undefined;
    } catch (error) {
      if (!invalidRequestOf(error)) throw error;
    }
    return this.read(intentId, signal);
  }

  async end(intentId: string, charge: RemoteCharge, signal: AbortSignal): Promise<ProviderResult | undefined> {
    const before = await this.read(intentId, signal);
    if (before?.state === 'CAPTURED' && !before.refunds) return this.refundWhole(intentId, charge, signal);
    if (before && before.state !== 'ACTION_REQUIRED') return before;
    return (await this.canceled(intentId, OF_VOIDED, signal)) ? { state: 'VOIDED' } : undefined;
  }

  referenceIn({ body, signature = '' }: Webhook): string | undefined {
    if (this.webhookSecret === undefined) throw new ForgedWebhook('no webhook secret is configured');
    try {
      const { data } = this.stripe.webhooks.constructEvent(body, signature, this.webhookSecret);
      const { object, id, payment_intent: intent } = data.object as unknown as Record<string, unknown>;
      const reference = object === 'payment_intent' ? id : intent;
      return typeof reference === 'string' ? reference : undefined;
    } catch (error) {
      throw new ForgedWebhook((error as Error).message, { cause: error });
    }
  }

  /** A new key after each failed refund, because Stripe would repeat the old failure for the same key. */
  private async refundWhole(intentId: string, { key }: RemoteCharge, signal: AbortSignal) {
    const earlier = await this.refundsOf(intentId, signal);
    if (earlier.some(({ status }) => isUndecided(status))) return undefined;
    const failures = earlier.filter(({ status }) => status === 'failed' || status === 'canceled').length;
    try {
      const idempotencyKey = `${key}:refund:${failures}`;
      const { status } = await call(signal, () =>
        this.stripe.refunds.create({ payment_intent: intentId }, { idempotencyKey }),
      );
      if (status === 'pending') return undefined;
      return { state: status === 'succeeded' ? ('REFUNDED' as const) : ('CAPTURED' as const) };
    } catch (error) {
      const refusal = invalidRequestOf(error);
      if (!refusal) throw error;
      return { state: refusal.code === 'charge_already_refunded' ? ('REFUNDED' as const) : ('CAPTURED' as const) };
    }
  }

  private authenticationOf(key: string) {
    if (!this.returnUrl) return { error_on_requires_action: true };
    const url = new URL(this.returnUrl);
    url.searchParams.set('paymentId', key);
    return { return_url: url.href };
  }

  private intentOf(intentId: string, signal: AbortSignal): Promise<Stripe.PaymentIntent> {
    return call(signal, () => this.stripe.paymentIntents.retrieve(intentId, { expand: ['latest_charge'] }));
  }

  /** False if a confirmation or another cancellation was faster. */
  private async canceled(
    intentId: string,
    reason: typeof OF_DECLINED | typeof OF_VOIDED,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await call(signal, () => this.stripe.paymentIntents.cancel(intentId, { cancellation_reason: reason }));
      return true;
    } catch (error) {
      if (!isUnexpectedState(error)) throw error;
      return false;
    }
  }

  private async refundsOf(intentId: string, signal: AbortSignal): Promise<Stripe.Refund[]> {
    return (await call(signal, () => this.stripe.refunds.list({ payment_intent: intentId, limit: 100 }))).data;
  }
}

const isUndecided = (status: string | null): boolean => status === 'pending' || status === 'requires_action';

function resultOf(intent: Stripe.PaymentIntent): ProviderResult | undefined {
  const { status, latest_charge: charge, last_payment_error: error } = intent;
  if (status === 'succeeded')
    return { state: charge !== null && typeof charge === 'object' && charge.refunded ? 'REFUNDED' : 'CAPTURED' };
  if (redirectOf(intent) !== undefined) return { state: 'ACTION_REQUIRED' };
  if (isAbandoned(intent) || (status === 'requires_payment_method' && error))
    return declined(error?.decline_code ?? error?.code);
  return status === 'canceled' ? { state: 'VOIDED' } : undefined;
}

const isAbandoned = ({ status, cancellation_reason: reason }: Stripe.PaymentIntent): boolean =>
  status === 'canceled' && reason === OF_DECLINED;

const redirectOf = ({ status, next_action: action }: Stripe.PaymentIntent): string | undefined =>
  status === 'requires_action' ? (action?.redirect_to_url?.url ?? undefined) : undefined;

const invalidRequestOf = (error: unknown): Stripe.errors.StripeInvalidRequestError | undefined => {
  const { cause } = error as Error;
  return cause instanceof Stripe.errors.StripeInvalidRequestError ? cause : undefined;
};

const isUnknownToken = (error: unknown): boolean =>
  /^(payment_method|confirmation_token)$/.test(invalidRequestOf(error)?.param ?? '');

const isUnexpectedState = (error: unknown): boolean =>
  invalidRequestOf(error)?.code === 'payment_intent_unexpected_state';

const isDeclinedCard = (error: unknown): boolean => (error as Error).cause instanceof Stripe.errors.StripeCardError;

/** Waits until the caller gives up; Stripe's own timeout ends the request. @throws ProviderFault; its cause may be a decline */
async function call<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  try {
    return await Promise.race([request(), abortOf(signal)]);
  } catch (error) {
    throw new ProviderFault(`Stripe: ${(error as Error).message}`, { cause: error });
  }
}

const abortOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const abort = () => reject(new Error('no response in time', { cause: signal.reason }));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
