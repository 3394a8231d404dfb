import type { QueryRunner } from 'typeorm';

/** Either server's own collation that tells trailing spaces apart, which `utf8mb4_bin` does on neither. */
const suffixes: Record<string, string> = {
  mysql: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_bin',
  mariadb: ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin',
};

/**
 * Creates a table from one SQL text that every dialect reads; text compares by code point on all of them.
 * @param sql `CREATE TABLE name (…)` in varchar, char, int, bigint, datetime(3), text and mediumtext, indexes apart
 */
export async function createTable(runner: QueryRunner, sql: string): Promise<void> {
  const guarded = sql.trim().replace(/^CREATE TABLE (?!IF NOT EXISTS)/i, 'CREATE TABLE IF NOT EXISTS ');
  await runner.query(guarded + (suffixes[runner.dataSource.options.type] ?? ''));
}

/**
 * Creates an index unless it is there already, so that a migration that was cut short can run again.
 * @param sql `CREATE [UNIQUE] INDEX name ON table (columns)`
 */
export async function createIndex(runner: QueryRunner, sql: string): Promise<void> {
  try {
    await runner.query(sql);
  } catch (error) {
    if (!/Duplicate key name|index \S+ already exists/i.test(String((error as Error).message))) throw error;
  }
}
