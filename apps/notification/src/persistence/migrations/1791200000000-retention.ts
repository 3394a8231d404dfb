import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '#persistence';

export class Retention1791200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createIndex(runner, 'CREATE INDEX notification_ended ON notification (ended_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    await runner.query(`DROP INDEX notification_ended${isSqlite ? '' : ' ON notification'}`);
  }
}
