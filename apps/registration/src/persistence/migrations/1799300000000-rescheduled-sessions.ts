import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['sessions text', 'rescheduled_at datetime(3)'];

export class RescheduledSessions1799300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await addColumn(runner, 'seat_ledger', column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE seat_ledger DROP COLUMN ${column.split(' ')[0]!}`);
  }
}
