import { addColumn, createIndex, createTable, Database, InstantColumn, type DatabaseOptions } from '#persistence';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the provider has confirmed for a key; `OPEN`: nothing final yet. */
export type EntryState = 'OPEN' | 'CAPTURED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

@Entity('provider_ledger')
export class LedgerEntry {
  @PrimaryColumn('char', { name: 'charge_key', length: 36 })
  key: string;

  @Column('varchar', { length: 10 })
  state: EntryState;

  @Column('int')
  amount: number;

  @Column('varchar', { name: 'decline_reason', length: 40, nullable: true })
  declineReason: string | null;

  @InstantColumn({ name: 'captured_at', nullable: true })
  capturedAt: Date | null;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt: Date | null;

  @Column('varchar', { name: 'provider_reference', length: 300, nullable: true })
  reference: string | null;
}

@Entity('provider_refunds')
export class LedgerRefund {
  @PrimaryColumn('varchar', { name: 'refund_key', length: 60 })
  refundKey: string;

  @Column('char', { name: 'charge_key', length: 36 })
  key: string;

  @Column('int')
  amount: number;

  @InstantColumn({ name: 'refunded_at', nullable: true })
  refundedAt: Date | null;

  /** How often a provider on the network has declined it: a further try needs a new idempotency key there. */
  @Column('int')
  refusals: number;
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

export class RemoteReferences1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'provider_ledger', 'provider_reference varchar(300)');
    await createIndex(runner, 'CREATE UNIQUE INDEX provider_reference ON provider_ledger (provider_reference)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE provider_ledger DROP COLUMN provider_reference');
  }
}

export class PartialRefunds1799000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE provider_refunds (
        refund_key varchar(60) NOT NULL PRIMARY KEY, charge_key char(36) NOT NULL, amount int NOT NULL,
        refunded_at datetime(3), refusals int NOT NULL)`,
    );
    await createIndex(runner, 'CREATE INDEX provider_refunds_charge ON provider_refunds (charge_key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE provider_refunds');
  }
}

export const openProviderStore = (store: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>): Promise<Database> =>
  Database.open({
    ...store,
    service: 'provider',
    entities: [LedgerEntry, LedgerRefund],
    migrations: [CreateProviderLedger1760000001000, RemoteReferences1796000000000, PartialRefunds1799000000001],
  });
