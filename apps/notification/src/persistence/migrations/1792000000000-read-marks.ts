import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex } from '#persistence';

export class ReadMarks1792000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'notification', 'read_at datetime(3)');
    await createIndex(runner, 'CREATE INDEX notification_unread ON notification (student_id, status, read_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const isMysql = /^(mysql|mariadb)$/.test(runner.dataSource.options.type);
    await runner.query(`DROP INDEX notification_unread${isMysql ? ' ON notification' : ''}`);
    await runner.query('ALTER TABLE notification DROP COLUMN read_at');
  }
}
