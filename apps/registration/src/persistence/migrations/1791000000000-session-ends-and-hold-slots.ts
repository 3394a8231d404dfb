import { addColumn, createIndex } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SessionEndsAndHoldSlots1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'seat_ledger', 'last_session_ends_at datetime(3)');
    await addColumn(runner, 'registration', 'first_session_at datetime(3)');
    await addColumn(runner, 'registration', 'hold_slot int');
    await createIndex(runner, 'CREATE UNIQUE INDEX registration_hold_slot ON registration (student_id, hold_slot)');
  }

  async down(runner: QueryRunner): Promise<void> {
    const dropIndex = 'DROP INDEX registration_hold_slot';
    await runner.query(runner.dataSource.options.type === 'mysql' ? `${dropIndex} ON registration` : dropIndex);
    for (const column of ['hold_slot', 'first_session_at'])
      await runner.query(`ALTER TABLE registration DROP COLUMN ${column}`);
    await runner.query('ALTER TABLE seat_ledger DROP COLUMN last_session_ends_at');
  }
}
