import { createIndex, createTable } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRegistrations1760000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE registration (
        id char(36) NOT NULL PRIMARY KEY, lecture_id char(36) NOT NULL, student_id varchar(128) NOT NULL,
        status varchar(20) NOT NULL, cancel_reason varchar(20), fee_amount int NOT NULL, fee_currency char(3) NOT NULL,
        payment_id char(36), attempt_number int, attempt_payment_id char(36), attempt_deferred varchar(20),
        hold_expires_at datetime(3), requested_at datetime(3) NOT NULL, confirmed_at datetime(3),
        ended_at datetime(3), version int NOT NULL, revision int NOT NULL, live_slot varchar(165))`,
    );
    for (const [index, columns] of Object.entries(INDEXES)) {
      await createIndex(runner, `CREATE INDEX ${index} ON registration (${columns})`);
    }
    await createIndex(runner, 'CREATE UNIQUE INDEX registration_live_slot ON registration (live_slot)');
    await createTable(
      runner,
      `CREATE TABLE seat_ledger (
        lecture_id char(36) NOT NULL PRIMARY KEY, title varchar(200) NOT NULL, instructor_id varchar(128) NOT NULL,
        instructor_name varchar(100), fee_amount int NOT NULL, fee_currency char(3) NOT NULL, capacity int NOT NULL,
        status varchar(10) NOT NULL, first_session_at datetime(3) NOT NULL, sequence int NOT NULL,
        held int NOT NULL, taken int NOT NULL)`,
    );
    await createIndex(runner, 'CREATE INDEX seat_ledger_seats_by_status ON seat_ledger (status, held, taken)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['seat_ledger', 'registration']) await runner.query(`DROP TABLE ${table}`);
  }
}

const INDEXES = {
  registration_of_student: 'student_id, id',
  registration_of_student_by_status: 'student_id, status, id',
  registration_due: 'status, hold_expires_at',
  registration_of_lecture: 'lecture_id, status, hold_expires_at',
};
