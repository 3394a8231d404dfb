import type { EntityManager, ObjectLiteral } from 'typeorm';
import { affected } from './guarded-writes.js';

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
