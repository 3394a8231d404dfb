import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '#persistence';

export class Announcements1793000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE announcement (
        id char(36) NOT NULL PRIMARY KEY, lecture_id char(36) NOT NULL, title varchar(200) NOT NULL,
        body text NOT NULL, sent_by varchar(128) NOT NULL, sent_at datetime(3) NOT NULL, version int NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE announcement');
  }
}
