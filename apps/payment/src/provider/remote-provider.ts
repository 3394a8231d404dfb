import type { Money, NextAction } from '#contracts';
import type { FinalResult, PartialRefund, ProviderResult } from '../domain/apply-provider-result.js';
import { PaymentProvider, ProviderFault, type Webhook } from '../ports/payment-provider.js';
import { resultOf } from './provider-ledger.js';
import type { RemoteCharge, RemoteLedger } from './remote-ledger.js';

export interface RemoteRefund extends PartialRefund {
  refusals: number;
}

/** The calls of one provider's API. `undefined` means that the result is not final yet. All throw `ProviderFault`. */
export abstract class RemoteApi {
  /** Finds or creates the object that `confirm` charges, without moving money. Returns its reference, or a decline of the token. */
  abstract prepare(charge: RemoteCharge, token: string, signal: AbortSignal): Promise<string | ProviderResult>;

  abstract confirm(
    reference: string,
    charge: RemoteCharge,
    token: string,
    signal: AbortSignal,
  ): Promise<ProviderResult | undefined>;

  abstract read(reference: string, signal: AbortSignal): Promise<ProviderResult | undefined>;

  nextAction(_reference: string, _signal: AbortSignal): Promise<NextAction | undefined> {
    return Promise.resolve(undefined);
  }

  /** Voids the charge, or refunds its capture; CAPTURED if the refund was declined, as it is after a partial one. */
  abstract end(reference: string, charge: RemoteCharge, signal: AbortSignal): Promise<ProviderResult | undefined>;

  abstract refund(reference: string, refund: RemoteRefund, signal: AbortSignal): Promise<ProviderResult | undefined>;

  abstract referenceIn(webhook: Webhook): string | undefined;
}

/**
 * A provider on the network. The reference is stored before the card is charged, so that a later cancel or status query finds the
 * charge even after a crash; a key that was voided before it had a reference is never charged.
 */
export class RemoteProvider extends PaymentProvider {
  constructor(
    private readonly ledger: RemoteLedger,
    private readonly api: RemoteApi,
  ) {
    super();
  }

  async charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderResult> {
    throwIfAborted(signal);
    const charge = { key, amount };
    const begun = await this.ledger.begin(charge);
    if (begun.state !== 'OPEN') return resultOf(begun);
    const reference = begun.reference ?? (await this.prepared(charge, token, signal));
    if (typeof reference !== 'string') return reference;
    return this.record(key, await this.api.confirm(reference, charge, token, signal));
  }

  async cancel(key: string, signal: AbortSignal): Promise<ProviderResult> {
    throwIfAborted(signal);
    const { state, reference, ...entry } = await this.ledger.voidUnlessPrepared(key);
    const isOver = state !== 'OPEN' && state !== 'CAPTURED';
    if (isOver || reference === null) return resultOf({ state, ...entry });
    const charge = { key, amount: { amount: entry.amount, currency: 'KRW' as const } };
    return this.record(key, await this.api.end(reference, charge, signal));
  }

  async status(key: string, signal: AbortSignal): Promise<ProviderResult | undefined> {
    throwIfAborted(signal);
    const entry = await this.ledger.find(key);
    if (!entry) return undefined;
    const { state, reference } = entry;
    if (reference === null) return state === 'OPEN' ? undefined : resultOf(entry);
    if (state !== 'OPEN' && state !== 'CAPTURED') return resultOf(entry);
    const result = await this.api.read(reference, signal);
    return result && this.record(key, result);
  }

  override async nextAction(key: string, signal: AbortSignal): Promise<NextAction | undefined> {
    const { state, reference = null } = (await this.ledger.find(key)) ?? {};
    return state === 'OPEN' && reference !== null ? this.api.nextAction(reference, signal) : undefined;
  }

  async refund(key: string, refundKey: string, { amount }: Money, signal: AbortSignal): Promise<ProviderResult> {
    throwIfAborted(signal);
    const entry = await this.ledger.find(key);
    if (!entry || entry.reference === null || entry.state !== 'CAPTURED')
      throw new ProviderFault(`nothing was captured for ${key}`);
    const refund = { refundKey, amount, refusals: await this.ledger.refusalsOf(refundKey) };
    const result = await this.api.refund(entry.reference, refund, signal);
    const isDone = result && partialRefundsIn(result)?.some((each) => each.refundKey === refundKey);
    if (result && !isDone) await this.ledger.countRefusal(refund, key);
    return this.record(key, result);
  }

  override async keyIn(webhook: Webhook): Promise<string | undefined> {
    const reference = this.api.referenceIn(webhook);
    return reference === undefined ? undefined : (await this.ledger.named(reference))?.key;
  }

  private async prepared(charge: RemoteCharge, token: string, signal: AbortSignal): Promise<string | ProviderResult> {
    const found = await this.api.prepare(charge, token, signal);
    if (typeof found !== 'string') return this.record(charge.key, found);
    const entry = await this.ledger.attach(charge.key, found);
    return entry.reference ?? resultOf(entry);
  }

  private async record(key: string, result: ProviderResult | undefined): Promise<ProviderResult> {
    if (!result) throw new ProviderFault('the provider has not decided yet');
    if (result.state === 'ACTION_REQUIRED') return result;
    const refunds = partialRefundsIn(result);
    if (refunds) {
      await this.ledger.record(key, { state: 'CAPTURED' });
      await this.ledger.recordRefunds(key, refunds);
      return result;
    }
    return resultOf(await this.ledger.record(key, result));
  }
}

const partialRefundsIn = (result: ProviderResult): PartialRefund[] | undefined =>
  result.state === 'CAPTURED' || result.state === 'REFUNDED' ? result.refunds : undefined;

export const declined = (code = 'CARD_DECLINED'): FinalResult => ({
  state: 'DECLINED',
  reason: code
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, 40),
});

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ProviderFault('the caller has given up', { cause: signal.reason });
}
