import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class NotificationsAndCopies1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE notification (
        id char(36) NOT NULL PRIMARY KEY, channel varchar(16) NOT NULL, about varchar(16) NOT NULL,
        subject char(36) NOT NULL, sequence int NOT NULL, registration_id char(36) NOT NULL,
        student_id varchar(128) NOT NULL, template varchar(32) NOT NULL, facts text NOT NULL,
        status varchar(10) NOT NULL, attempts int NOT NULL, due_at datetime(3), tell_before datetime(3),
        created_at datetime(3) NOT NULL, ended_at datetime(3), title varchar(300), body text, reason varchar(300),
        correlation_id varchar(128) NOT NULL, traceparent varchar(64))`,
    );
    await createIndex(
      runner,
      'CREATE UNIQUE INDEX notification_once ON notification (subject, sequence, registration_id, channel)',
    );
    await createIndex(runner, 'CREATE INDEX notification_due ON notification (channel, due_at)');
    await createIndex(
      runner,
      'CREATE INDEX notification_of_student ON notification (student_id, status, ended_at, id)',
    );
    await createIndex(runner, 'CREATE INDEX notification_by_status ON notification (status, channel, created_at)');
    await createTable(
      runner,
      `CREATE TABLE preference (
        student_id varchar(128) NOT NULL PRIMARY KEY, channels text NOT NULL, phone varchar(20), webhook_url varchar(500))`,
    );
    await createTable(
      runner,
      `CREATE TABLE account_copy (
        id varchar(128) NOT NULL PRIMARY KEY, name text NOT NULL, email text, locale varchar(8) NOT NULL,
        sequence int NOT NULL)`,
    );
    await createTable(
      runner,
      `CREATE TABLE registration_copy (
        id char(36) NOT NULL PRIMARY KEY, student_id varchar(128) NOT NULL, lecture_id char(36) NOT NULL,
        status varchar(20) NOT NULL, requested_at datetime(3) NOT NULL, sequence int NOT NULL)`,
    );
    await createIndex(runner, 'CREATE INDEX registration_of_lecture ON registration_copy (lecture_id, id)');
    await createTable(
      runner,
      `CREATE TABLE lecture_copy (
        id char(36) NOT NULL PRIMARY KEY, title varchar(200) NOT NULL, status varchar(10) NOT NULL,
        first_session_at datetime(3) NOT NULL, sequence int NOT NULL, told mediumtext, announced int NOT NULL,
        changed_at datetime(3) NOT NULL, announce_at datetime(3), announced_up_to varchar(36) NOT NULL)`,
    );
    await createIndex(runner, 'CREATE INDEX lecture_to_announce ON lecture_copy (announce_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['lecture_copy', 'registration_copy', 'account_copy', 'preference', 'notification'];
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
