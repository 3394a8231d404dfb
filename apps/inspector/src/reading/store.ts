/** A relational store, read only: nothing that is asked through it can change a row. */
export abstract class Store {
  abstract readonly dialect: 'sqlite' | 'mysql';

  /** The rows of one statement; values stand where it says `?`. */
  abstract rows<Row>(sql: string, values?: readonly (string | number)[]): Promise<Row[]>;

  abstract close(): Promise<void>;

  /** The attributes of a stored event as columns; null where the text is no JSON. */
  attribute(name: string): string {
    const at = `'$.${name}'`;
    const read = this.dialect === 'sqlite' ? `json_extract(body, ${at})` : `JSON_UNQUOTE(JSON_EXTRACT(body, ${at}))`;
    return `CASE WHEN JSON_VALID(body) THEN ${read} END`;
  }
}

/** `?, ?, ?`: as many as there are values. */
export const marksFor = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** An instant as a column holds it, in ISO 8601. */
export const instantOf = (column: string): string => `${column.replace(' ', 'T')}Z`;

export const instantOrNull = (column: string | null): string | null => (column === null ? null : instantOf(column));
