import type { Money } from '#contracts';
import { Batcher, isDuplicateKey, type ConnectionUse, type Database } from '#persistence';
import type { Clock } from '#platform';
import { IsNull, Not, type EntityManager } from 'typeorm';
import type { ProviderResult } from '../domain/apply-provider-result.js';
import { LedgerEntry, LedgerRefund, openProviderStore } from './ledger-entry.js';

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
    if (entry.state !== 'CAPTURED') return this.result(entry);
    return this.database.transaction(async ({ manager }) => {
      const { amount, refunds } = await this.lockedCapture(manager, key);
      if (refunds.length === 0) await this.refundWhole(manager, key, amount);
      return this.result(await this.read(key, manager), manager);
    });
  }

  /** Refuses more than is left of the capture. The row of the capture is locked, so that two refunds cannot exceed it together. */
  async refund(key: string, refundKey: string, { amount }: Money): Promise<ProviderResult> {
    return this.database.transaction(async ({ manager }) => {
      const capture = await this.lockedCapture(manager, key);
      const left = capture.amount - capture.refunds.reduce((sum, refund) => sum + refund.amount, 0);
      const isNew = !capture.refunds.some((refund) => refund.refundKey === refundKey);
      if (capture.state === 'CAPTURED' && isNew && amount > 0 && amount <= left) {
        await manager.insert(LedgerRefund, { refundKey, key, amount, refundedAt: this.clock.now(), refusals: 0 });
        if (amount === left) await this.refundWhole(manager, key, capture.amount);
      }
      return this.result(await this.read(key, manager), manager);
    });
  }

  async status(key: string): Promise<ProviderResult | undefined> {
    const entry = await this.database.reader.findOneBy(LedgerEntry, { key });
    return entry ? this.result(entry) : undefined;
  }

  refunds(): Promise<LedgerRefund[]> {
    return this.database.reader.find(LedgerRefund);
  }

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

  private async lockedCapture(manager: EntityManager, key: string): Promise<LedgerEntry & { refunds: LedgerRefund[] }> {
    await manager.update(LedgerEntry, { key }, { key });
    const entry = await this.read(key, manager);
    return { ...entry, refunds: await manager.findBy(LedgerRefund, { key }) };
  }

  private async refundWhole(manager: EntityManager, key: string, amount: number): Promise<void> {
    const refund = { state: 'REFUNDED', amount, refundedAt: this.clock.now() } as const;
    await manager.update(LedgerEntry, { key, state: 'CAPTURED' }, refund);
  }

  private async result(entry: NewEntry, manager = this.database.reader): Promise<ProviderResult> {
    const result = resultOf(entry);
    if (result.state !== 'CAPTURED' && result.state !== 'REFUNDED') return result;
    const refunds = await manager.findBy(LedgerRefund, { key: entry.key });
    if (refunds.length === 0) return result;
    return { ...result, refunds: refunds.map(({ refundKey, amount }) => ({ refundKey, amount })) };
  }

  private read(key: string, manager = this.database.reader): Promise<LedgerEntry> {
    return manager.findOneByOrFail(LedgerEntry, { key });
  }
}

export function resultOf({ key, state, declineReason }: NewEntry): ProviderResult {
  if (state === 'OPEN') throw new Error(`the charge ${key} has no result yet`);
  return state === 'DECLINED' ? { state, reason: declineReason ?? '' } : { state };
}
