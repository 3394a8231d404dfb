import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class AccountMails1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE account_mails (
        id char(64) NOT NULL PRIMARY KEY,
        kind varchar(20) NOT NULL,
        account_id char(36) NULL,
        email varchar(254) NOT NULL,
        due_at datetime(3) NULL,
        attempts int NOT NULL,
        token_digest char(64) NULL,
        expires_at datetime(3) NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX account_mails_due ON account_mails (due_at)');
    await createIndex(runner, 'CREATE INDEX account_mails_expiry ON account_mails (expires_at)');
    await createIndex(runner, 'CREATE INDEX account_mails_account ON account_mails (account_id)');
    await createIndex(runner, 'CREATE UNIQUE INDEX account_mails_token ON account_mails (token_digest)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE account_mails');
  }
}
