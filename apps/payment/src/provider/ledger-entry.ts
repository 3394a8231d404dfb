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

  /** What a remote provider calls this charge; null with the simulated provider and before the remote one was called. */
  @Column('varchar', { name: 'provider_reference', length: 300, nullable: true })
  reference: string | null;
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

/** The provider's ledger: shared by all replicas of payment, separate from payment's store. */
export const openProviderStore = (store: Pick<DatabaseOptions, 'url' | 'dataDir' | 'migrate'>): Promise<Database> =>
  Database.open({
    ...store,
    service: 'provider',
    entities: [LedgerEntry],
    migrations: [CreateProviderLedger1760000001000, RemoteReferences1796000000000],
  });
