import { createIndex, createTable, type MigrationClass } from '#persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const JOB_TABLES = ['resync_job', 'republish_job'];

export class CreateMessaging1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE outbox (
        id char(36) NOT NULL PRIMARY KEY, routing_key varchar(120) NOT NULL, body mediumtext NOT NULL,
        status varchar(10) NOT NULL, lease_owner char(36), lease_until bigint NOT NULL, attempts int NOT NULL,
        last_error varchar(500), created_at datetime(3) NOT NULL, sent_at datetime(3))`,
    );
    await createIndex(runner, 'CREATE INDEX outbox_pending ON outbox (status, id)');
    await createTable(
      runner,
      `CREATE TABLE inbox (
        consumer varchar(41) NOT NULL, event_id char(36) NOT NULL, consumed_at datetime(3) NOT NULL,
        PRIMARY KEY (consumer, event_id))`,
    );
    await createIndex(runner, 'CREATE INDEX inbox_consumed_at ON inbox (consumed_at)');
    await createTable(
      runner,
      `CREATE TABLE resync_job (
        request_id char(36) NOT NULL PRIMARY KEY, consumer varchar(41) NOT NULL, status varchar(10) NOT NULL,
        kind_number int NOT NULL, after_id varchar(128) NOT NULL, emitted int NOT NULL, version int NOT NULL,
        requested_at datetime(3) NOT NULL, finished_at datetime(3))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['resync_job', 'inbox', 'outbox']) await runner.query(`DROP TABLE ${table}`);
  }
}

export class AddRepublishJobs1774000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      `CREATE TABLE republish_job (
        request_id char(36) NOT NULL PRIMARY KEY, consumer varchar(41) NOT NULL, status varchar(10) NOT NULL,
        routing_keys mediumtext NOT NULL, after_id char(36) NOT NULL, until_id char(36) NOT NULL, emitted int NOT NULL,
        version int NOT NULL, requested_at datetime(3) NOT NULL, finished_at datetime(3))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE republish_job');
  }
}

export class AddJobRetention1775000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of JOB_TABLES)
      await createIndex(runner, `CREATE INDEX ${table}_finished ON ${table} (finished_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const table of JOB_TABLES) await runner.query(`DROP INDEX ${table}_finished${isSqlite ? '' : ` ON ${table}`}`);
  }
}

/** For the `migrations` of every service with the guard `inbox`. */
export const messagingMigrations: MigrationClass[] = [
  CreateMessaging1760000000000,
  AddRepublishJobs1774000000000,
  AddJobRetention1775000000000,
];
