import type { Database } from '#persistence';

export interface Schema {
  /** Columns of each table, with whether they may be empty. */
  columns: Record<string, Record<string, 'null' | 'not null'>>;
  /** Columns of each primary key. */
  keys: Record<string, string[]>;
  /** Indexes of each table by name: columns in order, and whether they are unique. */
  indexes: Record<string, Record<string, string>>;
}

/** The tables of a store as the server or file describes them, without TypeORM's migrations table. */
export async function schemaOf(database: Database): Promise<Schema> {
  const asked = database.dialect === 'sqlite' ? SQLITE : MYSQL;
  const rows = async <Row extends ColumnRow>(sql: string) =>
    (await database.reader.query<Row[]>(sql)).filter(({ tab }) => tab !== 'migrations');
  const schema: Schema = { columns: {}, keys: {}, indexes: {} };
  for (const { tab, col, nullable } of await rows<ColumnRow>(asked.columns))
    (schema.columns[tab] ??= {})[col] = Number(nullable) ? 'null' : 'not null';
  for (const { tab, col } of await rows<ColumnRow>(asked.keys)) (schema.keys[tab] ??= []).push(col);
  for (const { tab, idx, uniq, col } of await rows<IndexRow>(asked.indexes)) {
    const indexes = (schema.indexes[tab] ??= {});
    indexes[idx] = `${indexes[idx] ?? (Number(uniq) ? 'unique' : 'index')} ${col}`;
  }
  return schema;
}

interface ColumnRow {
  tab: string;
  col: string;
  nullable?: number | bigint;
}

interface IndexRow extends ColumnRow {
  idx: string;
  uniq: number | bigint;
}

const SQLITE_TABLES = `sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'`;

const SQLITE = {
  columns: `SELECT t.name AS tab, c.name AS col, (c."notnull" = 0 AND c.pk = 0) AS nullable FROM ${SQLITE_TABLES}`,
  keys: `SELECT t.name AS tab, c.name AS col FROM ${SQLITE_TABLES} AND c.pk > 0 ORDER BY t.name, c.pk`,
  indexes: `SELECT t.name AS tab, i.name AS idx, i."unique" AS uniq, c.name AS col
    FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
    WHERE t.type = 'table' AND i.origin <> 'pk' ORDER BY t.name, i.name, c.seqno`,
};

const MYSQL = {
  columns: `SELECT table_name AS tab, column_name AS col, is_nullable = 'YES' AS nullable
    FROM information_schema.columns WHERE table_schema = DATABASE()`,
  keys: `SELECT table_name AS tab, column_name AS col FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND index_name = 'PRIMARY' ORDER BY table_name, seq_in_index`,
  indexes: `SELECT table_name AS tab, index_name AS idx, non_unique = 0 AS uniq, column_name AS col
    FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND index_name <> 'PRIMARY' ORDER BY table_name, index_name, seq_in_index`,
};
