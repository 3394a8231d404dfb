import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '#persistence';

export class EmailVerificationExpiry1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'CREATE INDEX email_verifications_expiry ON email_verifications (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    await runner.query(`DROP INDEX email_verifications_expiry${isSqlite ? '' : ' ON email_verifications'}`);
  }
}
