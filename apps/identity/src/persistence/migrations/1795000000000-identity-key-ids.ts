import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '#persistence';

export class IdentityKeyIds1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'signing_keys', 'key_id varchar(16) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE signing_keys DROP COLUMN key_id');
  }
}
