import {
  EntityManager,
  InsertResult,
  UpdateResult,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  type QueryResult,
  type UpdateOptions,
} from 'typeorm';
import { SimpleTable } from './simple-table.js';

/** Inserts with different numbers of rows have different statement texts. */
const MAX_ROWS = 64;

/** Caches statement texts, because TypeORM's query builders cost more CPU than the store (ADR 0020). */
export class CachedStatementEntityManager extends EntityManager {
  private static readonly tables = new WeakMap<object, SimpleTable | 'not simple'>();

  override async insert<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    entity: QueryDeepPartialEntity<Entity> | QueryDeepPartialEntity<Entity>[],
  ): Promise<InsertResult> {
    const table = this.tableOf(target);
    const rows: ObjectLiteral[] = Array.isArray(entity) ? entity : [entity];
    const isComplete = (row: ObjectLiteral) =>
      table?.accepts(row) && Object.keys(row).length === table.properties.length;
    if (!table || rows.length === 0 || rows.length > MAX_ROWS || !rows.every(isComplete))
      return super.insert(target, entity);
    const { properties } = table;
    const values = rows.flatMap((row) => properties.map((property) => table.toStored(property, row[property])));
    const result = await this.send(insertInto(table, rows.length), values);
    return Object.assign(new InsertResult(), { raw: result.raw as unknown });
  }

  override async update<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    criteria: unknown,
    partialEntity: QueryDeepPartialEntity<Entity>,
    options?: UpdateOptions,
  ): Promise<UpdateResult> {
    const table = this.tableOf(target);
    const changes = partialEntity as ObjectLiteral;
    if (!table || options || !isPlainObject(criteria) || !hasColumns(table, changes) || !isFilter(table, criteria))
      return super.update(target, criteria, partialEntity, options);
    const [changed, filtered] = [Object.keys(changes), Object.keys(criteria)];
    const statement = table.statement(
      `update ${changed.join()} where ${filtered.join()}`,
      () => `UPDATE ${table.name} SET ${equal(table, changed, ', ')} WHERE ${equal(table, filtered, ' AND ')}`,
    );
    return UpdateResult.from(await this.send(statement, [...toStored(table, changes), ...toStored(table, criteria)]));
  }

  override async findOneBy<Entity extends ObjectLiteral>(
    entityClass: EntityTarget<Entity>,
    where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[],
  ): Promise<Entity | null> {
    const table = this.tableOf(entityClass);
    if (!table || typeof entityClass !== 'function' || !isPlainObject(where) || !isFilter(table, where))
      return super.findOneBy(entityClass, where);
    const filtered = Object.keys(where);
    const statement = table.statement(
      `select where ${filtered.join()}`,
      () => `SELECT ${columns(table)} FROM ${table.name} WHERE ${equal(table, filtered, ' AND ')} LIMIT 1`,
    );
    const [row] = (await this.send(statement, toStored(table, where))).records as ObjectLiteral[];
    return row ? table.entityOf(entityClass as new () => Entity, row) : null;
  }

  private tableOf(target: EntityTarget<ObjectLiteral>): SimpleTable | undefined {
    const metadata = this.dataSource.getMetadata(target);
    const { tables } = CachedStatementEntityManager;
    const table = tables.get(metadata) ?? SimpleTable.of(this.dataSource, metadata) ?? 'not simple';
    tables.set(metadata, table);
    return table === 'not simple' ? undefined : table;
  }

  private async send(statement: string, parameters: unknown[]): Promise<QueryResult> {
    const runner = this.queryRunner ?? this.dataSource.createQueryRunner();
    try {
      return await runner.query(statement, parameters, true);
    } finally {
      if (runner !== this.queryRunner) await runner.release();
    }
  }
}

const isPlainObject = (criteria: unknown): criteria is ObjectLiteral =>
  typeof criteria === 'object' && criteria !== null && Object.getPrototypeOf(criteria) === Object.prototype;

const hasColumns = (table: SimpleTable, values: ObjectLiteral): boolean =>
  Object.keys(values).length > 0 && table.accepts(values);

const isFilter = (table: SimpleTable, criteria: ObjectLiteral): boolean =>
  hasColumns(table, criteria) && !Object.values(criteria).includes(null);

const toStored = (table: SimpleTable, values: ObjectLiteral): unknown[] =>
  Object.keys(values).map((property) => table.toStored(property, values[property]));

const columns = (table: SimpleTable): string => table.properties.map((property) => table.column(property)).join(', ');

const equal = (table: SimpleTable, properties: string[], separator: string): string =>
  properties.map((property) => `${table.column(property)} = ?`).join(separator);

const insertInto = (table: SimpleTable, rows: number): string =>
  table.statement(`insert ${rows}`, () => {
    const row = `(${table.properties.map(() => '?').join(', ')})`;
    return `INSERT INTO ${table.name} (${columns(table)}) VALUES ${Array(rows).fill(row).join(', ')}`;
  });
