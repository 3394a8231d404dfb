import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeriodsOfLectures1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await addColumn(runner, 'lecture', column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE lecture DROP COLUMN ${column.split(' ')[0]}`);
  }
}

const COLUMNS = [
  'timezone varchar(64)',
  'publish_at datetime(3)',
  'registration_opens_at datetime(3)',
  'registration_closes_at datetime(3)',
];
