import { createIndex, createTable, type MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class IdempotencyRecords1767225600000 implements MigrationInterface {
  name = 'IdempotencyRecords1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE idempotency_record (
        id char(64) NOT NULL PRIMARY KEY,
        body_hash char(64) NOT NULL,
        state varchar(16) NOT NULL,
        fence char(36) NOT NULL,
        lease_until datetime(3) NOT NULL,
        resource_id varchar(128) NULL,
        status int NULL,
        headers text NULL,
        body mediumtext NULL,
        expires_at datetime(3) NOT NULL
      )`,
    );
    await createIndex(runner, 'CREATE INDEX idempotency_record_expires_at ON idempotency_record (expires_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_record');
  }
}

/** The table of idempotent requests; every service with `@Idempotent()` routes lists it among its migrations, and `IdempotencyRecord` among its entities. */
export const idempotencyMigrations: MigrationClass[] = [IdempotencyRecords1767225600000];
