import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class AccountsSessionsAndKeys1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE accounts (
        id char(36) NOT NULL PRIMARY KEY,
        email varchar(254) NOT NULL,
        name varchar(100) NOT NULL,
        role varchar(16) NOT NULL,
        locale varchar(8) NOT NULL,
        created_at datetime(3) NOT NULL,
        version int NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE UNIQUE INDEX accounts_email ON accounts (email)');
    await createIndex(runner, 'CREATE INDEX accounts_role ON accounts (role)');
    await createTable(
      runner,
      'CREATE TABLE credentials (account_id char(36) NOT NULL PRIMARY KEY, password_hash varchar(255) NOT NULL)',
    );
    await createTable(
      runner,
      `CREATE TABLE sessions (
        id char(36) NOT NULL PRIMARY KEY,
        account_id char(36) NOT NULL,
        current_token char(64) NOT NULL,
        expires_at datetime(3) NOT NULL,
        revoked_at datetime(3) NULL,
        version int NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX sessions_expiry ON sessions (expires_at)');
    await createIndex(runner, 'CREATE INDEX sessions_revoked ON sessions (revoked_at)');
    await createTable(
      runner,
      `CREATE TABLE refresh_tokens (
        token char(64) NOT NULL PRIMARY KEY,
        session_id char(36) NOT NULL,
        expires_at datetime(3) NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at)');
    await createIndex(runner, 'CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id)');
    await createTable(
      runner,
      `CREATE TABLE failed_logins (
        guesser char(64) NOT NULL PRIMARY KEY,
        failures int NOT NULL,
        last_at datetime(3) NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX failed_logins_last ON failed_logins (last_at)');
    await createTable(
      runner,
      `CREATE TABLE signing_keys (
        kid varchar(64) NOT NULL PRIMARY KEY,
        generation int NOT NULL,
        signs_from datetime(3) NOT NULL,
        public_key text NOT NULL,
        sealed_key text NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE UNIQUE INDEX signing_keys_generation ON signing_keys (generation)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['signing_keys', 'failed_logins', 'refresh_tokens', 'sessions', 'credentials', 'accounts']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
