import { In, type EntityManager, type FindOptionsOrder, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import { changedColumns } from './columns.js';
import { VersionConflict } from './errors.js';
import { affected, insertNew, upsertNewest } from './guarded-writes.js';

export interface RowChange<Row> {
  /** The key and the guards of one row; no value is null. */
  where: Partial<Row>;
  set: Partial<Row>;
}

/** Writes different values to many rows with one statement. @param key the column that identifies a row @returns number of rows that matched */
export async function updateEach<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: new () => Row,
  key: keyof Row & string,
  changes: RowChange<Row>[],
): Promise<number> {
  const [first] = changes;
  if (!first) return 0;
  if (changes.length === 1) return affected(await manager.update(table, first.where, first.set));
  const { driver } = manager.dataSource;
  const metadata = manager.dataSource.getMetadata(table);
  const parameters: unknown[] = [];
  const parameter = (property: string, value: unknown): string => {
    parameters.push(driver.preparePersistentValue(value, metadata.findColumnWithPropertyName(property)!));
    return '?';
  };
  const column = (property: string) => driver.escape(metadata.findColumnWithPropertyName(property)!.databaseName);
  const perRow = (property: string, values: (change: RowChange<Row>) => Partial<Row>): string => {
    const cases = changes
      .filter((change) => property in values(change))
      .map(
        (change) => `WHEN ${parameter(key, change.where[key])} THEN ${parameter(property, values(change)[property])}`,
      );
    return `CASE ${column(key)} ${cases.join(' ')} ELSE ${column(property)} END`;
  };
  const properties = (values: (change: RowChange<Row>) => Partial<Row>) => [
    ...new Set(changes.flatMap((change) => Object.keys(values(change)))),
  ];
  const set = properties((change) => change.set).map(
    (property) => `${column(property)} = ${perRow(property, (change) => change.set)}`,
  );
  const ids = changes.map((change) => parameter(key, change.where[key]));
  const guards = properties((change) => change.where)
    .filter((property) => property !== key)
    .map((property) => `AND ${column(property)} = ${perRow(property, (change) => change.where)}`);
  const sql = `UPDATE ${driver.escape(metadata.tableName)} SET ${set.join(', ')}
    WHERE ${column(key)} IN (${ids.join(', ')}) ${guards.join(' ')}`;
  return affected(await manager.queryRunner!.query(sql, parameters, true));
}

/** `upsertNewest` for rows with different keys. @throws VersionConflict if another transaction stores one of them concurrently */
export async function upsertEachNewest<Row extends ObjectLiteral & { sequence: number }>(
  manager: EntityManager,
  table: new () => Row,
  key: keyof Row & string,
  rows: Row[],
): Promise<('kept' | 'stale')[]> {
  const [first] = rows;
  if (first && rows.length === 1) return [await upsertNewest(manager, table, key, first)];
  const isServer = manager.dataSource.options.type !== 'better-sqlite3';
  const stored = await manager.find(table, {
    where: { [key]: In(rows.map((row) => row[key])) } as FindOptionsWhere<Row>,
    order: { [key]: 'ASC' } as FindOptionsOrder<Row>,
    ...(isServer && { lock: { mode: 'pessimistic_write' as const } }),
  });
  const known = new Map(stored.map((row) => [row[key], row]));
  const missing = rows.filter((row) => !known.has(row[key]));
  const newer = rows.flatMap((row) => {
    const before = known.get(row[key]);
    return before && row.sequence > before.sequence ? { before, row } : [];
  });
  if (missing.length > 0) await insertNew(manager, table, missing, `one of ${missing.length} rows of ${table.name}`);
  const changes = newer.map(({ before, row }) => ({
    where: { [key]: row[key], sequence: before.sequence } as Partial<Row>,
    set: changedColumns(before, row),
  }));
  if ((await updateEach(manager, table, key, changes)) !== changes.length)
    throw new VersionConflict(`one of ${changes.length} rows of ${table.name}`);
  const kept = new Set([...missing, ...newer.map(({ row }) => row)]);
  return rows.map((row) => (kept.has(row) ? 'kept' : 'stale'));
}
