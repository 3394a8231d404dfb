import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

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

  static of(source: DataSource, metadata: EntityMetadata): SimpleTable | undefined {
    const { columns, relations, embeddeds, listeners, childEntityMetadatas } = metadata;
    const isComplex = [relations, embeddeds, listeners, childEntityMetadatas].some(({ length }) => length > 0);
    return isComplex || source.subscribers.length > 0 || !columns.every(isPlainColumn)
      ? undefined
      : new SimpleTable(source, metadata);
  }

  get properties(): string[] {
    return [...this.columns.keys()];
  }

  has(property: string): boolean {
    return this.columns.has(property);
  }

  accepts(values: ObjectLiteral): boolean {
    return Object.keys(values).every((property) => this.columns.has(property) && isParameter(values[property]));
  }

  statement(key: string, build: () => string): string {
    const text = this.statements.get(key) ?? build();
    this.statements.set(key, text);
    return text;
  }

  column(property: string): string {
    return this.escaped(this.metadataOf(property).databaseName);
  }

  toStored(property: string, value: unknown): unknown {
    return this.source.driver.preparePersistentValue(value, this.metadataOf(property));
  }

  entityOf<Entity extends ObjectLiteral>(target: new () => Entity, row: ObjectLiteral): Entity {
    const entity: Record<string, unknown> = new target();
    for (const [property, column] of this.columns)
      entity[property] = this.source.driver.prepareHydratedValue(row[column.databaseName], column);
    return entity as Entity;
  }

  private readonly escaped = (name: string): string => this.source.driver.escape(name);

  private metadataOf(property: string): ColumnMetadata {
    const column = this.columns.get(property);
    if (!column) throw new Error(`${this.name} has no column for ${property}`);
    return column;
  }
}

const isParameter = (value: unknown): boolean =>
  typeof value === 'object'
    ? value === null || value instanceof Date
    : value !== undefined && typeof value !== 'function';

const isPlainColumn = (column: ColumnMetadata): boolean =>
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
