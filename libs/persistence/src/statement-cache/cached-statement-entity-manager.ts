import {
  EntityManager,
  InsertResult,
  UpdateResult,
  type EntityTarget,
  type FindManyOptions,
  type FindOptionsWhere,
  type ObjectLiteral,
  type QueryDeepPartialEntity,
  type QueryResult,
  type UpdateOptions,
} from 'typeorm';
import { SimpleFilter } from './simple-filter.js';
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
    const filter = table && !options && hasColumns(table, changes) && SimpleFilter.of(table, criteria);
    if (!filter) return super.update(target, criteria, partialEntity, options);
    const changed = Object.keys(changes);
    const statement = table.statement(
      `update ${changed.join()} where ${filter.key}`,
      () =>
        `UPDATE ${table.name} SET ${changed.map((each) => `${table.column(each)} = ?`).join(', ')} WHERE ${filter.text}`,
    );
    return UpdateResult.from(await this.send(statement, [...toStored(table, changes), ...filter.parameters]));
  }

  override async findOneBy<Entity extends ObjectLiteral>(
    entityClass: EntityTarget<Entity>,
    where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[],
  ): Promise<Entity | null> {
    const rows = await this.select(entityClass, where, 'LIMIT 1');
    return rows ? (rows[0] ?? null) : super.findOneBy(entityClass, where);
  }

  override async findBy<Entity extends ObjectLiteral>(
    entityClass: EntityTarget<Entity>,
    where: FindOptionsWhere<Entity> | FindOptionsWhere<Entity>[],
  ): Promise<Entity[]> {
    return (await this.select(entityClass, where, '')) ?? super.findBy(entityClass, where);
  }

  override async find<Entity extends ObjectLiteral>(
    entityClass: EntityTarget<Entity>,
    options: FindManyOptions<Entity> = {},
  ): Promise<Entity[]> {
    const { where, order, lock, ...others } = options;
    const end = Object.keys(others).length === 0 ? this.endOf(entityClass, order ?? {}, lock) : undefined;
    const rows = end === undefined ? undefined : await this.select(entityClass, where, end);
    return rows ?? super.find(entityClass, options);
  }

  /** ORDER BY and FOR UPDATE; undefined for what TypeORM must interpret. */
  private endOf(target: EntityTarget<ObjectLiteral>, order: object, lock: FindManyOptions['lock']): string | undefined {
    const table = this.tableOf(target);
    const sorted = Object.entries(order) as [string, unknown][];
    const isSimple = sorted.every(([by, direction]) => table?.has(by) && (direction === 'ASC' || direction === 'DESC'));
    const isLockable = this.dataSource.options.type !== 'better-sqlite3' && this.queryRunner?.isTransactionActive;
    if (!table || !isSimple || (lock && !(lock.mode === 'pessimistic_write' && isLockable))) return undefined;
    const by = sorted.map(([property, direction]) => `${table.column(property)} ${String(direction)}`).join(', ');
    return [by && `ORDER BY ${by}`, lock && 'FOR UPDATE'].filter(Boolean).join(' ');
  }

  private async select<Entity extends ObjectLiteral>(
    target: EntityTarget<Entity>,
    where: unknown,
    end: string,
  ): Promise<Entity[] | undefined> {
    const table = this.tableOf(target);
    const filter = table && typeof target === 'function' ? SimpleFilter.of(table, where) : undefined;
    if (!table || !filter) return undefined;
    const statement = table.statement(
      `select where ${filter.key} ${end}`,
      () => `SELECT ${columns(table)} FROM ${table.name} WHERE ${filter.text} ${end}`,
    );
    const rows = (await this.send(statement, filter.parameters)).records as ObjectLiteral[];
    return rows.map((row) => table.entityOf(target as new () => Entity, row));
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

const hasColumns = (table: SimpleTable, values: ObjectLiteral): boolean =>
  Object.keys(values).length > 0 && table.accepts(values);

const toStored = (table: SimpleTable, values: ObjectLiteral): unknown[] =>
  Object.keys(values).map((property) => table.toStored(property, values[property]));

const columns = (table: SimpleTable): string => table.properties.map((property) => table.column(property)).join(', ');

const insertInto = (table: SimpleTable, rows: number): string =>
  table.statement(`insert ${rows}`, () => {
    const row = `(${table.properties.map(() => '?').join(', ')})`;
    return `INSERT INTO ${table.name} (${columns(table)}) VALUES ${Array(rows).fill(row).join(', ')}`;
  });
