import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex, createTable } from '#persistence';

export class EmailVerifications1794000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'email_verified int NULL');
    await createTable(
      runner,
      `CREATE TABLE email_verifications (
        account_id char(36) NOT NULL PRIMARY KEY,
        due_at datetime(3) NULL,
        attempts int NOT NULL,
        token_digest char(64) NULL,
        expires_at datetime(3) NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX email_verifications_due ON email_verifications (due_at)');
    await createIndex(runner, 'CREATE UNIQUE INDEX email_verifications_token ON email_verifications (token_digest)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE email_verifications');
    await runner.query('ALTER TABLE accounts DROP COLUMN email_verified');
  }
}
