import { createTable, InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

@Entity('provider_ledger')
export class LedgerEntry {
  @PrimaryColumn('char', { name: 'charge_key', length: 36 })
  key: string;

  @Column('varchar', { length: 10 })
  state: 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

  @Column('int')
  amount: number;

  @Column('varchar', { name: 'decline_reason', length: 40, nullable: true })
  declineReason: string | null;

  @InstantColumn({ name: 'captured_at', nullable: true })
  capturedAt: Date | null;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt: Date | null;
}

export class CreateProviderLedger1760000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE provider_ledger (
        charge_key char(36) NOT NULL PRIMARY KEY, state varchar(10) NOT NULL, amount int NOT NULL,
        decline_reason varchar(40), captured_at datetime(3), refunded_at datetime(3))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE provider_ledger');
  }
}
