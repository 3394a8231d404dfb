import { addColumn } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlacesOfRegistrations1795000000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return addColumn(runner, 'registration_copy', 'places int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE registration_copy DROP COLUMN places');
  }
}
