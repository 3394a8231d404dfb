import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex } from '#persistence';

export class Destinations1791100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'account_copy', 'email_verified tinyint');
    await addColumn(runner, 'notification', 'destination char(64)');
    await createIndex(runner, 'CREATE INDEX notification_to_destination ON notification (destination, ended_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      runner.dataSource.options.type === 'mysql' || runner.dataSource.options.type === 'mariadb'
        ? 'DROP INDEX notification_to_destination ON notification'
        : 'DROP INDEX notification_to_destination',
    );
    await runner.query('ALTER TABLE notification DROP COLUMN destination');
    await runner.query('ALTER TABLE account_copy DROP COLUMN email_verified');
  }
}
