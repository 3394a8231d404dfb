import type { DataSource, QueryRunner } from 'typeorm';
import { MigrationsPending } from './errors.js';

const suffixes: Record<string, string> = {
  mysql: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin',
  mariadb: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin',
};

/** @param sql `CREATE TABLE name (…)` in varchar, char, int, bigint, datetime(3), text and mediumtext, without indexes */
export async function createTable(runner: QueryRunner, sql: string): Promise<void> {
  const guarded = sql.trim().replace(/^CREATE TABLE (?!IF NOT EXISTS)/i, 'CREATE TABLE IF NOT EXISTS ');
  await runner.query(guarded + (suffixes[runner.dataSource.options.type] ?? ''));
}

export async function createIndex(runner: QueryRunner, sql: string): Promise<void> {
  try {
    await runner.query(sql);
  } catch (error) {
    if (!/Duplicate key name|index \S+ already exists/i.test(String((error as Error).message))) throw error;
  }
}

/** Adds a column unless it exists, so that an interrupted migration can run again. @param definition such as `note varchar(500)`: nullable, because rows exist */
export async function addColumn(runner: QueryRunner, table: string, definition: string): Promise<void> {
  try {
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${definition}`);
  } catch (error) {
    if (!/Duplicate column name/i.test(String((error as Error).message))) throw error;
  }
}

/** Migrations of a newer version are no obstacle: they only expand the schema. @throws MigrationsPending */
export async function refusePendingMigrations(source: DataSource): Promise<void> {
  const done = await completedMigrations(source);
  const pending = source.migrations
    .map(({ name, constructor }) => name ?? constructor.name)
    .filter((name) => !done.has(name));
  if (pending.length > 0) throw new MigrationsPending(pending);
}

async function completedMigrations(source: DataSource): Promise<Set<string>> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return new Set();
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    return new Set(rows.map(({ name }) => name));
  } finally {
    await runner.release();
  }
}
