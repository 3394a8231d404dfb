import type { Money } from '#contracts';
import { affected, isDuplicateKey, type ConnectionUse, type Database } from '#persistence';
import type { Clock } from '#platform';
import { In, IsNull } from 'typeorm';
import type { FinalResult, PartialRefund } from '../domain/apply-provider-result.js';
import { LedgerEntry, LedgerRefund, openProviderStore, type EntryState } from './ledger-entry.js';

export interface RemoteCharge {
  readonly key: string;
  readonly amount: Money;
}

/** The allowed transitions of confirmed states; a repeated or late result changes nothing. */
const BEFORE: Record<FinalResult['state'], EntryState[]> = {
  CAPTURED: ['OPEN'],
  DECLINED: ['OPEN'],
  VOIDED: ['OPEN'],
  REFUNDED: ['OPEN', 'CAPTURED'],
};

export class RemoteLedger {
  private constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  static async open(store: Parameters<typeof openProviderStore>[0], clock: Clock): Promise<RemoteLedger> {
    return new RemoteLedger(await openProviderStore(store), clock);
  }

  get connectionUse(): ConnectionUse {
    return this.database.connectionUse;
  }

  begin({ key, amount: { amount } }: RemoteCharge): Promise<LedgerEntry> {
    return this.insertOrRead(key, 'OPEN', amount);
  }

  async voidUnlessPrepared(key: string): Promise<LedgerEntry> {
    await this.insertOrRead(key, 'VOIDED', 0);
    return this.update(key, { state: 'OPEN', reference: IsNull() }, { state: 'VOIDED' });
  }

  /** Stores the provider's reference of the charge once. If another key already has the reference, the token was used before and this charge is declined. */
  async attach(key: string, reference: string): Promise<LedgerEntry> {
    try {
      return await this.update(key, { state: 'OPEN', reference: IsNull() }, { reference });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return this.record(key, { state: 'DECLINED', reason: 'TOKEN_ALREADY_USED' });
    }
  }

  record(key: string, result: FinalResult): Promise<LedgerEntry> {
    const { state } = result;
    const at = this.clock.now();
    const change = {
      state,
      ...(result.state === 'DECLINED' && { declineReason: result.reason }),
      ...(state === 'CAPTURED' && { capturedAt: at }),
      ...(state === 'REFUNDED' && { refundedAt: at }),
    };
    return this.update(key, { state: In(BEFORE[state]) }, change);
  }

  async refusalsOf(refundKey: string): Promise<number> {
    return (await this.database.reader.findOneBy(LedgerRefund, { refundKey }))?.refusals ?? 0;
  }

  async countRefusal({ refundKey, amount }: PartialRefund, key: string): Promise<void> {
    const refusals = await this.refusalsOf(refundKey);
    const refund = { refundKey, key, amount, refundedAt: null, refusals: refusals + 1 };
    await this.database.statement((manager) => manager.upsert(LedgerRefund, refund, ['refundKey']));
  }

  async recordRefunds(key: string, refunds: PartialRefund[]): Promise<void> {
    const rows = refunds.map((refund) => ({ ...refund, key, refundedAt: this.clock.now(), refusals: 0 }));
    await this.database.statement((manager) => manager.upsert(LedgerRefund, rows, ['refundKey']));
  }

  async find(key: string): Promise<LedgerEntry | undefined> {
    return (await this.database.reader.findOneBy(LedgerEntry, { key })) ?? undefined;
  }

  async named(reference: string): Promise<LedgerEntry | undefined> {
    return (await this.database.reader.findOneBy(LedgerEntry, { reference })) ?? undefined;
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private async insertOrRead(key: string, state: EntryState, amount: number): Promise<LedgerEntry> {
    try {
      await this.database.statement((manager) => manager.insert(LedgerEntry, { key, state, amount }));
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return this.read(key);
  }

  private async update(key: string, where: object, change: Partial<LedgerEntry>): Promise<LedgerEntry> {
    await this.database.statement(async (manager) =>
      affected(await manager.update(LedgerEntry, { key, ...where }, change)),
    );
    return this.read(key);
  }

  private read(key: string): Promise<LedgerEntry> {
    return this.database.reader.findOneByOrFail(LedgerEntry, { key });
  }
}
