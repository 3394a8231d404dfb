import { FindOperator, type ObjectLiteral } from 'typeorm';
import type { SimpleTable } from './simple-table.js';

/** Lists of different lengths have different statement texts. */
const MAX_VALUES = 64;

/** Conditions on the columns of one table that need no query builder: equality, and `In` with a short list. */
export class SimpleFilter {
  private constructor(
    private readonly table: SimpleTable,
    private readonly lists: ReadonlyMap<string, unknown[] | undefined>,
    readonly parameters: unknown[],
  ) {}

  /** Undefined for criteria that TypeORM must interpret. */
  static of(table: SimpleTable, criteria: unknown): SimpleFilter | undefined {
    if (!isPlainObject(criteria) || Object.keys(criteria).length === 0) return undefined;
    const lists = new Map<string, unknown[] | undefined>();
    const parameters: unknown[] = [];
    for (const [property, value] of Object.entries(criteria) as [string, unknown][]) {
      const list = listOf(value);
      const values = list ?? [value];
      const isSimple = values.length > 0 && values.length <= MAX_VALUES && !values.includes(null);
      if (!isSimple || !values.every((each) => table.accepts({ [property]: each }))) return undefined;
      lists.set(property, list);
      parameters.push(...values.map((each) => table.toStored(property, each)));
    }
    return new SimpleFilter(table, lists, parameters);
  }

  /** Equal for filters that have the same text. */
  get key(): string {
    return [...this.lists].map(([property, list]) => (list ? `${property} in ${list.length}` : property)).join();
  }

  get text(): string {
    const conditions = [...this.lists].map(([property, list]) =>
      list
        ? `${this.table.column(property)} IN (${list.map(() => '?').join(', ')})`
        : `${this.table.column(property)} = ?`,
    );
    return conditions.join(' AND ');
  }
}

/** The values of `In`; undefined for anything else. */
function listOf(value: unknown): unknown[] | undefined {
  const list: unknown = value instanceof FindOperator && value.type === 'in' ? value.value : undefined;
  return Array.isArray(list) ? list : undefined;
}

const isPlainObject = (criteria: unknown): criteria is ObjectLiteral =>
  typeof criteria === 'object' && criteria !== null && Object.getPrototypeOf(criteria) === Object.prototype;
