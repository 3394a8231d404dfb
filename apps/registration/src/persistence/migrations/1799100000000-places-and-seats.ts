import { addColumn, createIndex, createTable } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlacesAndSeats1799100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await addColumn(runner, table, column);
    await createIndex(runner, 'CREATE INDEX seat_ledger_seats_missing ON seat_ledger (seats_missing)');
    await createTable(
      runner,
      `CREATE TABLE seat (
        lecture_id char(36) NOT NULL, label varchar(20) NOT NULL, row_label varchar(10) NOT NULL,
        position int NOT NULL, fee_amount int, blocked int NOT NULL, hints varchar(40) NOT NULL,
        plan char(64) NOT NULL, registration_id char(36), PRIMARY KEY (lecture_id, label))`,
    );
    await createIndex(runner, 'CREATE INDEX seat_of_registration ON seat (registration_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seat');
    const dropIndex = 'DROP INDEX seat_ledger_seats_missing';
    await runner.query(runner.dataSource.options.type === 'mysql' ? `${dropIndex} ON seat_ledger` : dropIndex);
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
  }
}

const COLUMNS = {
  registration: ['places text', 'place_count int', 'seat_count int', 'refund_due int'],
  seat_ledger: ['max_places int', 'seating char(64)', 'seats_missing int'],
};
