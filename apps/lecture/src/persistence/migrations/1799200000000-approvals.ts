import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Approvals1799200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await addColumn(runner, table, column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]!}`);
  }
}

const COLUMNS = {
  lecture: ['approval_required int', 'approval_hours double'],
  roster: ['decide_by datetime(3)', 'cancel_request_note varchar(500)'],
};
