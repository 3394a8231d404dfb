import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '#persistence';

export class OperatorActions1799500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE operator_actions (
        id char(36) NOT NULL PRIMARY KEY,
        begun_at datetime(3) NOT NULL,
        admin_id varchar(128) NOT NULL,
        admin_name varchar(100) NOT NULL,
        action varchar(40) NOT NULL,
        subject varchar(300) NOT NULL,
        reason varchar(500) NULL,
        details varchar(2000) NOT NULL,
        outcome varchar(10) NOT NULL
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE operator_actions');
  }
}
