import type { Money } from '#contracts';
import type { ProviderAnswer } from '../domain/learn-from-provider.js';
import { PaymentProvider, ProviderFault } from '../use-cases/payment-provider.js';
import type { ProviderLedger } from './provider-ledger.js';
import type { Temperament } from './temperament.js';
import { conductOf } from './token-conduct.js';

/** A provider of our own that behaves like a company elsewhere: its own books, its own latency, its own failures. */
export class SimulatedProvider extends PaymentProvider {
  constructor(
    private readonly ledger: ProviderLedger,
    private readonly temperament: Temperament,
  ) {
    super();
  }

  async charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderAnswer> {
    const conduct = conductOf(token);
    switch (conduct.kind) {
      case 'approve':
        return this.temperament.perform(() => this.ledger.capture(key, amount), signal, conduct.afterMs);
      case 'decline':
        return this.temperament.perform(() => this.ledger.decline(key, amount, conduct.reason), signal);
      case 'hang':
        return this.temperament.hang(signal);
      case 'fault':
        return this.temperament.perform(() => Promise.reject(new ProviderFault('the provider failed')), signal);
    }
  }

  cancel(key: string, signal: AbortSignal): Promise<ProviderAnswer> {
    return this.temperament.perform(() => this.ledger.cancel(key), signal);
  }

  status(key: string, signal: AbortSignal): Promise<ProviderAnswer | undefined> {
    return this.temperament.perform(() => this.ledger.status(key), signal);
  }
}
