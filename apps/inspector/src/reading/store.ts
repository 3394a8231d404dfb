import { storeInstant } from '#persistence';

export class InspectionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InspectionError';
  }
}

/** The file or schema does not exist: the service has never run there. */
export class StoreNotFound extends InspectionError {}

export abstract class Store {
  abstract readonly dialect: 'sqlite' | 'mysql';

  abstract rows<Row>(sql: string, values?: readonly (string | number)[]): Promise<Row[]>;

  abstract close(): Promise<void>;

  /** The store's clock, by which its service decides what is overdue. */
  async now(): Promise<Date> {
    const [row] = await this.rows<{ now: string }>(`SELECT ${storeInstant(this.dialect)} AS now`);
    return new Date(instantOf(row!.now));
  }

  /** SQL for an attribute of a stored event; null where the body is not JSON. */
  attribute(name: string): string {
    const at = `'$.${name}'`;
    const read = this.dialect === 'sqlite' ? `json_extract(body, ${at})` : `JSON_UNQUOTE(JSON_EXTRACT(body, ${at}))`;
    return `CASE WHEN JSON_VALID(body) THEN ${read} END`;
  }
}

export const marksFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

export const instantOf = (column: string): string => `${column.replace(' ', 'T')}Z`;

export const instantOrNull = (column: string | null): string | null => (column === null ? null : instantOf(column));

export interface Range {
  after: string;
  upTo: string;
}

const LAST = '\u{10ffff}';

/** Rows that are read at once; limits the memory. */
export const BATCH_SIZE = 500;

export async function* rangesOf(
  store: Store,
  table: string,
  column: string,
  first = '',
  batchSize = BATCH_SIZE,
): AsyncGenerator<Range> {
  const next = `SELECT ${column} AS id FROM ${table} WHERE ${column} > ? ORDER BY ${column} LIMIT 1 OFFSET ${batchSize - 1}`;
  for (let after = first; ;) {
    const [end] = await store.rows<{ id: string }>(next, [after]);
    yield { after, upTo: end?.id ?? LAST };
    if (!end) return;
    after = end.id;
  }
}

/** SQL condition for a range; its values are `valuesOf(range)`. */
export const within = (column: string): string => `${column} > ? AND ${column} <= ?`;

export const valuesOf = ({ after, upTo }: Range): [string, string] => [after, upTo];

export const groupedBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};
