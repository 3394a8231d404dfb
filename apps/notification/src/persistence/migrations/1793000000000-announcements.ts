import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class Announcements1793000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE announcement (
        id char(36) NOT NULL PRIMARY KEY, lecture_id char(36) NOT NULL, title varchar(200) NOT NULL,
        body text NOT NULL, sent_by varchar(128) NOT NULL, sent_at datetime(3) NOT NULL,
        delivered_up_to varchar(36) NOT NULL, delivered_at datetime(3))`,
    );
    await createIndex(runner, 'CREATE INDEX announcement_of_lecture ON announcement (lecture_id, sent_at)');
    await createIndex(runner, 'CREATE INDEX announcement_delivered ON announcement (delivered_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE announcement');
  }
}
