import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotesOfRemovals1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'registration', 'cancel_note varchar(500)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration DROP COLUMN cancel_note');
  }
}
