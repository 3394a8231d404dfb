import { addColumn, createIndex, createTable } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Approvals1799200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await addColumn(runner, table, column);
    await createIndex(runner, 'CREATE INDEX registration_cancel_due ON registration (cancel_decide_by)');
    await createTable(
      runner,
      `CREATE TABLE audit (
        id char(36) NOT NULL PRIMARY KEY, lecture_id char(36) NOT NULL, registration_id char(36) NOT NULL,
        student_id varchar(128) NOT NULL, acted_at datetime(3) NOT NULL, acted_by varchar(128) NOT NULL,
        what varchar(40) NOT NULL, note varchar(500))`,
    );
    await createIndex(runner, 'CREATE INDEX audit_of_lecture ON audit (lecture_id, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit');
    const dropIndex = 'DROP INDEX registration_cancel_due';
    await runner.query(runner.dataSource.options.type === 'mysql' ? `${dropIndex} ON registration` : dropIndex);
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]!}`);
  }
}

const COLUMNS = {
  registration: [
    'approval_hours double',
    'lecture_ends_at datetime(3)',
    'approval text',
    'cancel_request text',
    'cancel_decide_by datetime(3)',
  ],
  seat_ledger: ['approval_required int', 'approval_hours double'],
};
