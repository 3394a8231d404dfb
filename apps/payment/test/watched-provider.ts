import type { Money } from '#contracts';
import type { Database } from '#persistence';
import type { ProviderAnswer } from '../src/domain/learn-from-provider.js';
import { PaymentProvider, ProviderFault } from '../src/use-cases/payment-provider.js';

type Call = 'charge' | 'cancel' | 'status';

/** The provider with a witness: every call is noted, can be made to fail, and is never made inside a transaction. */
export class WatchedProvider extends PaymentProvider {
  readonly calls: string[] = [];
  private readonly failing = new Map<Call, number>();
  /** Runs when the provider has done its work and before anybody hears of it. */
  beforeAnswer: (call: Call, key: string) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly provider: PaymentProvider,
    private readonly database: Database,
  ) {
    super();
  }

  /** The next `times` calls of that kind fail before they do anything. */
  fails(call: Call, times: number): void {
    this.failing.set(call, times);
  }

  asked(call: Call): number {
    return this.calls.filter((made) => made === call).length;
  }

  charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderAnswer> {
    return this.watch('charge', key, () => this.provider.charge(key, amount, token, signal));
  }

  cancel(key: string, signal: AbortSignal): Promise<ProviderAnswer> {
    return this.watch('cancel', key, () => this.provider.cancel(key, signal));
  }

  status(key: string, signal: AbortSignal): Promise<ProviderAnswer | undefined> {
    return this.watch('status', key, () => this.provider.status(key, signal));
  }

  private async watch<T>(call: Call, key: string, ask: () => Promise<T>): Promise<T> {
    if (this.database.insideTransaction) throw new Error(`the provider was asked to ${call} inside a transaction`);
    this.calls.push(call);
    const failures = this.failing.get(call) ?? 0;
    this.failing.set(call, failures - 1);
    if (failures > 0) throw new ProviderFault('the provider is out of order');
    const answer = await ask();
    await this.beforeAnswer(call, key);
    return answer;
  }
}
