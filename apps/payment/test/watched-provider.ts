import type { Money } from '#contracts';
import type { Database } from '#persistence';
import type { ProviderResult } from '../src/domain/apply-provider-result.js';
import { PaymentProvider, ProviderFault } from '../src/ports/payment-provider.js';

type Call = 'charge' | 'cancel' | 'refund' | 'status';

/** Records every call to a provider, can make calls fail, and rejects a call inside a transaction. */
export class WatchedProvider extends PaymentProvider {
  readonly calls: string[] = [];
  private readonly failing = new Map<Call, number>();
  /** Runs after the provider has processed the call and before the response is returned. */
  beforeResponse: (call: Call, key: string) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly provider: PaymentProvider,
    private readonly database: Database,
  ) {
    super();
  }

  /** The next `times` calls of that kind fail before they take effect. */
  fails(call: Call, times: number): void {
    this.failing.set(call, times);
  }

  callsOf(call: Call): number {
    return this.calls.filter((made) => made === call).length;
  }

  charge(key: string, amount: Money, token: string, signal: AbortSignal): Promise<ProviderResult> {
    return this.watch('charge', key, () => this.provider.charge(key, amount, token, signal));
  }

  cancel(key: string, signal: AbortSignal): Promise<ProviderResult> {
    return this.watch('cancel', key, () => this.provider.cancel(key, signal));
  }

  refund(key: string, refundKey: string, amount: Money, signal: AbortSignal): Promise<ProviderResult> {
    return this.watch('refund', key, () => this.provider.refund(key, refundKey, amount, signal));
  }

  status(key: string, signal: AbortSignal): Promise<ProviderResult | undefined> {
    return this.watch('status', key, () => this.provider.status(key, signal));
  }

  private async watch<T>(call: Call, key: string, request: () => Promise<T>): Promise<T> {
    if (this.database.insideTransaction) throw new Error(`the provider was called (${call}) inside a transaction`);
    this.calls.push(call);
    const failures = this.failing.get(call) ?? 0;
    this.failing.set(call, failures - 1);
    if (failures > 0) throw new ProviderFault('simulated provider failure');
    const result = await request();
    await this.beforeResponse(call, key);
    return result;
  }
}
