import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the simulated provider has done with one key. */
@Entity('provider_ledger')
export class LedgerEntry {
  @PrimaryColumn('char', { name: 'charge_key', length: 36 })
  key: string;

  @Column('varchar', { length: 10 })
  state: 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

  /** Won; 0 where a key was voided before anybody named an amount. */
  @Column('int')
  amount: number;

  @Column('varchar', { name: 'decline_reason', length: 40, nullable: true })
  declineReason: string | null;

  /** Set once, in the write that decided the key, and kept for good. */
  @InstantColumn({ name: 'captured_at', nullable: true })
  capturedAt: Date | null;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt: Date | null;
}
