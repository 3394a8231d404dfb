import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '#persistence';

export class RefreshSuccessors1792000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'sessions', 'begun_at datetime(3) NULL');
    await addColumn(runner, 'refresh_tokens', 'used_at datetime(3) NULL');
    await addColumn(runner, 'refresh_tokens', 'successor_salt char(43) NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refresh_tokens DROP COLUMN successor_salt');
    await runner.query('ALTER TABLE refresh_tokens DROP COLUMN used_at');
    await runner.query('ALTER TABLE sessions DROP COLUMN begun_at');
  }
}
