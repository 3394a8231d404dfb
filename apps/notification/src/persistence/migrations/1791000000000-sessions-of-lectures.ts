import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn } from '#persistence';

const columns = ['sessions mediumtext', 'cancel_note varchar(500)', 'before_change mediumtext'];

export class SessionsOfLectures1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) await addColumn(runner, 'lecture_copy', column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of columns) await runner.query(`ALTER TABLE lecture_copy DROP COLUMN ${column.split(' ')[0]!}`);
  }
}
