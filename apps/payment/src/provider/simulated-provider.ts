import type { Money } from '#contracts';
import type { ProviderResult } from '../domain/apply-provider-result.js';
import { PaymentProvider, ProviderFault } from '../ports/payment-provider.js';
import type { ProviderLedger } from './provider-ledger.js';
import { behaviorOf, type SimulatedBehavior } from './simulated-behavior.js';

export class SimulatedProvider extends PaymentProvider {
  constructor(
    private readonly ledger: ProviderLedger,
    private readonly behavior: SimulatedBehavior,
  ) {
    super();
  }

  async charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderResult> {
    const behavior = behaviorOf(token);
    switch (behavior.kind) {
      case 'approve':
        return this.behavior.perform(() => this.ledger.capture(key, amount), signal, behavior.afterMs);
      case 'decline':
        return this.behavior.perform(() => this.ledger.decline(key, amount, behavior.reason), signal);
      case 'hang':
        return this.behavior.hang(signal);
      case 'fault':
        return this.behavior.perform(() => Promise.reject(new ProviderFault('the provider failed')), signal);
    }
  }

  cancel(key: string, signal: AbortSignal): Promise<ProviderResult> {
    return this.behavior.perform(() => this.ledger.cancel(key), signal);
  }

  refund(key: string, refundKey: string, amount: Money, signal: AbortSignal): Promise<ProviderResult> {
    return this.behavior.perform(() => this.ledger.refund(key, refundKey, amount), signal);
  }

  status(key: string, signal: AbortSignal): Promise<ProviderResult | undefined> {
    return this.behavior.perform(() => this.ledger.status(key), signal);
  }
}
