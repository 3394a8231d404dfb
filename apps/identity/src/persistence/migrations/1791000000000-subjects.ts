import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '#persistence';

export class Subjects1791000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE subjects (
        id varchar(128) NOT NULL PRIMARY KEY,
        email varchar(254) NULL,
        name varchar(100) NOT NULL,
        role varchar(16) NOT NULL,
        told_locale varchar(8) NOT NULL,
        chosen_locale varchar(8) NULL,
        told_at datetime(3) NOT NULL,
        created_at datetime(3) NOT NULL,
        version int NOT NULL
      )`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subjects');
  }
}
