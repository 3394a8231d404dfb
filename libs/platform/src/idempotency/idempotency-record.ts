import { addColumn, createIndex, createTable, InstantColumn, type MigrationClass } from '#persistence';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';

/** How long a response can be replayed by default. */
export const RETENTION_MS = 24 * 3_600_000;

@Entity('idempotency_record')
export class IdempotencyRecord {
  /** SHA-256 of account, method, path and key. */
  @PrimaryColumn({ type: 'char', length: 64 })
  id: string;

  /** Null in records of releases before the limit per account. */
  @Column({ name: 'account_id', type: 'varchar', length: 128, nullable: true })
  accountId: string | null;

  /** HMAC of the body without credentials. */
  @Column({ name: 'body_hash', type: 'char', length: 64 })
  bodyHash: string;

  @Column({ type: 'varchar', length: 16 })
  state: 'IN_PROGRESS' | 'DONE';

  /** Fencing token: changes with every write. */
  @Column({ type: 'char', length: 36 })
  fence: string;

  @InstantColumn({ name: 'lease_until' })
  leaseUntil: Date;

  @Column({ name: 'resource_id', type: 'varchar', length: 128, nullable: true })
  resourceId: string | null;

  @Column({ type: 'int', nullable: true })
  status: number | null;

  @Column({ type: 'text', nullable: true })
  headers: string | null;

  @Column({ type: 'mediumtext', nullable: true })
  body: string | null;

  @InstantColumn({ name: 'expires_at' })
  expiresAt: Date;
}

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

class IdempotencyAccountsAndFingerprintKey1792000000000 implements MigrationInterface {
  name = 'IdempotencyAccountsAndFingerprintKey1792000000000';

  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'idempotency_record', 'account_id varchar(128)');
    await createIndex(runner, 'CREATE INDEX idempotency_record_account ON idempotency_record (account_id, expires_at)');
    await createTable(runner, 'CREATE TABLE fingerprint_key (id int NOT NULL PRIMARY KEY, secret char(44) NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fingerprint_key');
    const dropIndex = 'DROP INDEX idempotency_record_account';
    await runner.query(
      runner.dataSource.options.type === 'better-sqlite3' ? dropIndex : `${dropIndex} ON idempotency_record`,
    );
    await runner.query('ALTER TABLE idempotency_record DROP COLUMN account_id');
  }
}

/** Migrations of a service with `@Idempotent()` routes, which also lists `IdempotencyRecord` among its entities. */
export const idempotencyMigrations: MigrationClass[] = [
  IdempotencyRecords1767225600000,
  IdempotencyAccountsAndFingerprintKey1792000000000,
];
