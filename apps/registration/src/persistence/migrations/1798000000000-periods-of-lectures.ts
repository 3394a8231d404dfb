import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeriodsOfLectures1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await addColumn(runner, 'seat_ledger', `${column} datetime(3)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE seat_ledger DROP COLUMN ${column}`);
  }
}

const COLUMNS = ['publish_at', 'opens_at', 'closes_at'];
