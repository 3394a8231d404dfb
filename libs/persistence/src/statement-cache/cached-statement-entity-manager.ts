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

/** More rows at a time are rare, and each number of rows is a statement of its own. */
const MOST_ROWS = 8;

/**
 * TypeORM's manager, which sends the plainest statements (rows in, values changed or one row read by equal columns) as they
 * are, written once: its query builders cost the process more than the store. All else goes the usual way.
 */
export class CachedStatementEntityManager extends EntityManager {
  private static readonly tables = new WeakMap<object, SimpleTable | 'not plain'>();

  override async insert<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    entity: QueryDeepPartialEntity<Entity> | QueryDeepPartialEntity<Entity>[],
  ): Promise<InsertResult> {
    const table = this.tableOf(target);
    const rows: ObjectLiteral[] = Array.isArray(entity) ? entity : [entity];
    const isWhole = (row: ObjectLiteral) => table?.fits(row) && Object.keys(row).length === table.properties.length;
    if (!table || rows.length === 0 || rows.length > MOST_ROWS || !rows.every(isWhole))
      return super.insert(target, entity);
    const { properties } = table;
    const values = rows.flatMap((row) => properties.map((property) => table.stored(property, row[property])));
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
    if (!table || options || !isFilter(criteria) || !isSome(table, changes) || !isGiven(table, criteria))
      return super.update(target, criteria, partialEntity, options);
    const [changed, asked] = [Object.keys(changes), Object.keys(criteria)];
    const statement = table.statement(
      `update ${changed.join()} where ${asked.join()}`,
      () => `UPDATE ${table.name} SET ${equal(table, changed, ', ')} WHERE ${equal(table, asked, ' AND ')}`,
    );
    return UpdateResult.from(await this.send(statement, [...stored(table, changes), ...stored(table, criteria)]));
  }

  override async findOneBy<Entity extends ObjectLiteral>(
    entityClass: EntityTarget<Entity>,
    where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[],
  ): Promise<Entity | null> {
    const table = this.tableOf(entityClass);
    if (!table || typeof entityClass !== 'function' || !isFilter(where) || !isGiven(table, where))
      return super.findOneBy(entityClass, where);
    const asked = Object.keys(where);
    const statement = table.statement(
      `select where ${asked.join()}`,
      () => `SELECT ${columns(table)} FROM ${table.name} WHERE ${equal(table, asked, ' AND ')} LIMIT 1`,
    );
    const [row] = (await this.send(statement, stored(table, where))).records as ObjectLiteral[];
    return row ? table.entityOf(entityClass as new () => Entity, row) : null;
  }

  private tableOf(target: EntityTarget<ObjectLiteral>): SimpleTable | undefined {
    const metadata = this.dataSource.getMetadata(target);
    const known =
      CachedStatementEntityManager.tables.get(metadata) ?? SimpleTable.of(this.dataSource, metadata) ?? 'not plain';
    CachedStatementEntityManager.tables.set(metadata, known);
    return known === 'not plain' ? undefined : known;
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

const isFilter = (criteria: unknown): criteria is ObjectLiteral =>
  typeof criteria === 'object' && criteria !== null && Object.getPrototypeOf(criteria) === Object.prototype;

const isSome = (table: SimpleTable, values: ObjectLiteral): boolean =>
  Object.keys(values).length > 0 && table.fits(values);

/** Null is no value to compare with: TypeORM has its own opinion of it. */
const isGiven = (table: SimpleTable, criteria: ObjectLiteral): boolean =>
  isSome(table, criteria) && !Object.values(criteria).includes(null);

const stored = (table: SimpleTable, values: ObjectLiteral): unknown[] =>
  Object.keys(values).map((property) => table.stored(property, values[property]));

const columns = (table: SimpleTable): string => table.properties.map((property) => table.column(property)).join(', ');

const equal = (table: SimpleTable, properties: string[], between: string): string =>
  properties.map((property) => `${table.column(property)} = ?`).join(between);

const insertInto = (table: SimpleTable, rows: number): string =>
  table.statement(`insert ${rows}`, () => {
    const row = `(${table.properties.map(() => '?').join(', ')})`;
    return `INSERT INTO ${table.name} (${columns(table)}) VALUES ${Array(rows).fill(row).join(', ')}`;
  });
