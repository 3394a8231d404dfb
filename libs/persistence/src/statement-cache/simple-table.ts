import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** A value that is one parameter of a statement: no operator, no expression, nothing nested. */
export const isPlain = (value: unknown): boolean =>
  value !== undefined && (typeof value !== 'object' || value === null || value instanceof Date) && !isCallable(value);

const isCallable = (value: unknown): boolean => typeof value === 'function';

/** A table whose columns are just columns: the names and the forms of its values, and the statements written so far. */
export class SimpleTable {
  readonly name: string;
  private readonly columns: ReadonlyMap<string, ColumnMetadata>;
  private readonly statements = new Map<string, string>();

  private constructor(
    private readonly source: DataSource,
    metadata: EntityMetadata,
  ) {
    this.name = metadata.tablePath.split('.').map(this.escaped).join('.');
    this.columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
  }

  /** The table, or undefined where TypeORM has more to do than to send a statement. */
  static of(source: DataSource, metadata: EntityMetadata): SimpleTable | undefined {
    const { columns, relations, embeddeds, listeners, childEntityMetadatas } = metadata;
    const more = [relations, embeddeds, listeners, childEntityMetadatas].some(({ length }) => length > 0);
    return more || source.subscribers.length > 0 || !columns.every(isJustAColumn)
      ? undefined
      : new SimpleTable(source, metadata);
  }

  /** All its properties, in one order. */
  get properties(): string[] {
    return [...this.columns.keys()];
  }

  /** Whether `values` are plain ones of columns of this table. */
  fits(values: ObjectLiteral): boolean {
    return Object.keys(values).every((property) => this.columns.has(property) && isPlain(values[property]));
  }

  /** The statement of that key, written by `write` when it is asked for first; there are few, since they have no values. */
  statement(key: string, write: () => string): string {
    const known = this.statements.get(key) ?? write();
    this.statements.set(key, known);
    return known;
  }

  column(property: string): string {
    return this.escaped(this.known(property).databaseName);
  }

  /** A value as the store keeps it. */
  stored(property: string, value: unknown): unknown {
    return this.source.driver.preparePersistentValue(value, this.known(property));
  }

  /** A row of the store as an entity. */
  entityOf<Entity extends ObjectLiteral>(target: new () => Entity, row: ObjectLiteral): Entity {
    const entity: Record<string, unknown> = new target();
    for (const [property, column] of this.columns)
      entity[property] = this.source.driver.prepareHydratedValue(row[column.databaseName], column);
    return entity as Entity;
  }

  private readonly escaped = (name: string): string => this.source.driver.escape(name);

  private known(property: string): ColumnMetadata {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.name} has no column for ${property}`);
    return column;
  }
}

const isJustAColumn = (column: ColumnMetadata): boolean =>
  column.isInsert &&
  column.isUpdate &&
  column.isSelect &&
  !column.asExpression &&
  !column.isGenerated &&
  !column.isCreateDate &&
  !column.isUpdateDate &&
  !column.isDeleteDate &&
  !column.isVersion &&
  !column.isVirtual &&
  !column.isDiscriminator;
