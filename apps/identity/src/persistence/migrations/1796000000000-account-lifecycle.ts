import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex } from '#persistence';

export class AccountLifecycle1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'accounts', 'disabled int NULL');
    await addColumn(runner, 'accounts', 'password_change_required int NULL');
    await addColumn(runner, 'sessions', 'last_used_at datetime(3) NULL');
    await addColumn(runner, 'sessions', 'user_agent varchar(255) NULL');
    await createIndex(runner, 'CREATE INDEX sessions_account ON sessions (account_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('sessions', 'sessions_account');
    await runner.query('ALTER TABLE sessions DROP COLUMN user_agent');
    await runner.query('ALTER TABLE sessions DROP COLUMN last_used_at');
    await runner.query('ALTER TABLE accounts DROP COLUMN password_change_required');
    await runner.query('ALTER TABLE accounts DROP COLUMN disabled');
  }
}
