import { createIndex, createTable } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Payments1790000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE payments_of_registration (
        registration_id char(36) NOT NULL PRIMARY KEY,
        over_since datetime(3) NULL,
        version int NOT NULL
      )`,
    );
    await createTable(
      runner,
      `CREATE TABLE payments (
        id char(36) NOT NULL PRIMARY KEY,
        registration_id char(36) NOT NULL,
        student_id varchar(128) NOT NULL,
        attempt int NOT NULL,
        amount int NOT NULL,
        currency char(3) NOT NULL,
        status varchar(10) NOT NULL,
        method varchar(10) NOT NULL,
        decline_reason varchar(200) NULL,
        created_at datetime(3) NOT NULL,
        completed_at datetime(3) NULL,
        cancel_requested_at datetime(3) NULL,
        canceled_at datetime(3) NULL,
        version int NOT NULL,
        sealed_token varchar(2000) NULL,
        next_check_at datetime(3) NULL,
        checks int NOT NULL,
        correlation_id varchar(128) NOT NULL,
        causation_id varchar(128) NULL,
        traceparent varchar(64) NULL
      )`,
    );
    await createIndex(runner, 'CREATE UNIQUE INDEX payments_attempt ON payments (registration_id, attempt)');
    await createIndex(runner, 'CREATE INDEX payments_student ON payments (student_id, created_at, id)');
    await createIndex(runner, 'CREATE INDEX payments_newest ON payments (created_at, id)');
    await createIndex(runner, 'CREATE INDEX payments_open ON payments (next_check_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['payments', 'payments_of_registration']) await runner.query(`DROP TABLE ${table}`);
  }
}
