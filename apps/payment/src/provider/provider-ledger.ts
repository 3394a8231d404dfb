import type { Money } from '#contracts';
import { Database, isDuplicateKey, type DatabaseOptions } from '#persistence';
import type { Clock } from '#platform';
import { IsNull, Not } from 'typeorm';
import type { ProviderAnswer } from '../domain/learn-from-provider.js';
import { LedgerEntry } from './ledger-entry.js';
import { providerMigrations } from './provider-ledger.migration.js';

type Decision = Pick<LedgerEntry, 'key' | 'state' | 'amount'> & Partial<LedgerEntry>;

/** The simulated provider's own durable books, shared by all replicas of payment and no part of payment's store. */
export class ProviderLedger {
  private constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  static async open(
    store: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>,
    clock: Clock,
  ): Promise<ProviderLedger> {
    const own = { service: 'provider', entities: [LedgerEntry], migrations: providerMigrations };
    return new ProviderLedger(await Database.open({ ...store, ...own }), clock);
  }

  async capture(key: string, { amount }: Money): Promise<ProviderAnswer> {
    return answerOf(await this.decide({ key, state: 'CAPTURED', amount, capturedAt: this.clock.now() }));
  }

  async decline(key: string, { amount }: Money, reason: string): Promise<ProviderAnswer> {
    return answerOf(await this.decide({ key, state: 'DECLINED', amount, declineReason: reason }));
  }

  async cancel(key: string): Promise<ProviderAnswer> {
    const entry = await this.decide({ key, state: 'VOIDED', amount: 0 });
    if (entry.state !== 'CAPTURED') return answerOf(entry);
    const refund = { state: 'REFUNDED', refundedAt: this.clock.now() } as const;
    await this.database.statement((manager) => manager.update(LedgerEntry, { key, state: 'CAPTURED' }, refund));
    return answerOf(await this.read(key));
  }

  async status(key: string): Promise<ProviderAnswer | undefined> {
    const entry = await this.database.reader.findOneBy(LedgerEntry, { key });
    return entry ? answerOf(entry) : undefined;
  }

  /** Every capture there ever was, refunded or not, so that «charged once» can be proved. */
  captures(): Promise<LedgerEntry[]> {
    return this.database.reader.findBy(LedgerEntry, { capturedAt: Not(IsNull()) });
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** The first to write a key decides it: a capture and a void can never both win. */
  private async decide(decision: Decision): Promise<Decision> {
    try {
      await this.database.statement((manager) => manager.insert(LedgerEntry, decision));
      return decision;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.read(decision.key);
    }
  }

  private read(key: string): Promise<LedgerEntry> {
    return this.database.reader.findOneByOrFail(LedgerEntry, { key });
  }
}

function answerOf({ state, declineReason }: Pick<LedgerEntry, 'state'> & Partial<LedgerEntry>): ProviderAnswer {
  return state === 'DECLINED' ? { state, reason: declineReason ?? '' } : { state };
}
