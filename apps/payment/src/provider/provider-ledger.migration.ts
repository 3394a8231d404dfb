import { createTable, type MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

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

export const providerMigrations: MigrationClass[] = [CreateProviderLedger1760000001000];
