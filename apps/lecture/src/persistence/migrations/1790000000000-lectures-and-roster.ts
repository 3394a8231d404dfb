import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class LecturesAndRoster1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE lecture (
        id char(36) NOT NULL PRIMARY KEY, title varchar(200) NOT NULL, description text NOT NULL,
        category varchar(50) NOT NULL, instructor_id varchar(128) NOT NULL, instructor_name text,
        fee_amount int NOT NULL, fee_currency char(3) NOT NULL, capacity int NOT NULL, sessions mediumtext NOT NULL,
        ends_at datetime(3) NOT NULL, status varchar(10) NOT NULL, cancel_note varchar(500),
        created_at datetime(3) NOT NULL, updated_at datetime(3) NOT NULL, version int NOT NULL,
        search_text mediumtext NOT NULL)`,
    );
    await createIndex(runner, 'CREATE INDEX lecture_newest ON lecture (status, created_at, id)');
    await createIndex(runner, 'CREATE INDEX lecture_of_instructor ON lecture (instructor_id, created_at, id)');
    await createIndex(runner, 'CREATE INDEX lecture_finished ON lecture (status, ends_at)');
    await createTable(
      runner,
      `CREATE TABLE roster (
        registration_id char(36) NOT NULL PRIMARY KEY, lecture_id char(36) NOT NULL, student_id varchar(128) NOT NULL,
        status varchar(20) NOT NULL, confirmed_at datetime(3), sequence int NOT NULL)`,
    );
    await createIndex(
      runner,
      'CREATE INDEX roster_of_lecture ON roster (lecture_id, status, confirmed_at, registration_id)',
    );
    await createTable(
      runner,
      `CREATE TABLE account_copy (
        id varchar(128) NOT NULL PRIMARY KEY, role varchar(16) NOT NULL, name text NOT NULL, email text,
        sequence int NOT NULL, search_name text NOT NULL, search_text text NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['account_copy', 'roster', 'lecture']) await runner.query(`DROP TABLE ${table}`);
  }
}
