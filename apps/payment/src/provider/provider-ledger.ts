import type { Money } from '#contracts';
import { Batcher, isDuplicateKey, type ConnectionUse, type Database } from '#persistence';
import type { Clock } from '#platform';
import { IsNull, Not } from 'typeorm';
import type { ProviderResult } from '../domain/apply-provider-result.js';
import { LedgerEntry, openProviderStore } from './ledger-entry.js';

type NewEntry = Pick<LedgerEntry, 'key' | 'state' | 'amount'> & Partial<LedgerEntry>;

/** The simulated provider's durable ledger: shared by all replicas of payment, separate from payment's store. */
export class ProviderLedger {
  private readonly inserts = new Batcher<NewEntry, void>((entries) => this.insertAll(entries), {
    keysOf: ({ key }) => [key],
    batchesInFlight: 2,
  });

  private constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  static async open(store: Parameters<typeof openProviderStore>[0], clock: Clock): Promise<ProviderLedger> {
    return new ProviderLedger(await openProviderStore(store), clock);
  }

  get connectionUse(): ConnectionUse {
    return this.database.connectionUse;
  }

  async capture(key: string, { amount }: Money): Promise<ProviderResult> {
    return resultOf(await this.decide({ key, state: 'CAPTURED', amount, capturedAt: this.clock.now() }));
  }

  async decline(key: string, { amount }: Money, reason: string): Promise<ProviderResult> {
    return resultOf(await this.decide({ key, state: 'DECLINED', amount, declineReason: reason }));
  }

  async cancel(key: string): Promise<ProviderResult> {
    const entry = await this.decide({ key, state: 'VOIDED', amount: 0 });
    if (entry.state !== 'CAPTURED') return resultOf(entry);
    const refund = { state: 'REFUNDED', refundedAt: this.clock.now() } as const;
    await this.database.statement((manager) => manager.update(LedgerEntry, { key, state: 'CAPTURED' }, refund));
    return resultOf(await this.read(key));
  }

  async status(key: string): Promise<ProviderResult | undefined> {
    const entry = await this.database.reader.findOneBy(LedgerEntry, { key });
    return entry ? resultOf(entry) : undefined;
  }

  /** Every capture ever made, refunded or not: evidence that a key is charged at most once. */
  captures(): Promise<LedgerEntry[]> {
    return this.database.reader.findBy(LedgerEntry, { capturedAt: Not(IsNull()) });
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** The first insert of a key decides it: a capture and a void can never both succeed. */
  private async decide(entry: NewEntry): Promise<NewEntry> {
    try {
      await this.inserts.add(entry);
      return entry;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.read(entry.key);
    }
  }

  private async insertAll(entries: NewEntry[]): Promise<void[]> {
    const empty = { declineReason: null, capturedAt: null, refundedAt: null };
    const rows = entries
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      .map((entry) => ({ ...empty, ...entry }));
    await this.database.statement((manager) => manager.insert(LedgerEntry, rows));
    return entries.map(() => undefined);
  }

  private read(key: string): Promise<LedgerEntry> {
    return this.database.reader.findOneByOrFail(LedgerEntry, { key });
  }
}

/** @throws Error for an open entry, which has no result */
export function resultOf({ key, state, declineReason }: NewEntry): ProviderResult {
  if (state === 'OPEN') throw new Error(`the charge ${key} has no result yet`);
  return state === 'DECLINED' ? { state, reason: declineReason ?? '' } : { state };
}
