import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlacesAndSeats1799100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await addColumn(runner, table, column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP COLUMN ${column.split(' ')[0]}`);
  }
}

const COLUMNS = {
  lecture: ['max_places int', 'seating mediumtext'],
  roster: ['places text', 'place_count int'],
};
