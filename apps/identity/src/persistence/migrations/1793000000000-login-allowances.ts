import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex, createTable } from '#persistence';

export class LoginAllowances1793000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'CREATE TABLE allowances (digest char(64) NOT NULL PRIMARY KEY, full_at bigint NOT NULL)',
    );
    await createIndex(runner, 'CREATE INDEX allowances_full ON allowances (full_at)');
    await createTable(
      runner,
      'CREATE TABLE known_networks (digest char(64) NOT NULL PRIMARY KEY, last_at datetime(3) NOT NULL)',
    );
    await createIndex(runner, 'CREATE INDEX known_networks_last ON known_networks (last_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_networks');
    await runner.query('DROP TABLE allowances');
  }
}
