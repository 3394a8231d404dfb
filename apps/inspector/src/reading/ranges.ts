import type { Store } from './store.js';

/** All ids after one, up to another; the last range has everything that follows. */
export interface Range {
  after: string;
  upTo: string;
}

/** Nothing comes after it, by the code points that every store compares. */
const LAST = '\u{10ffff}';

/** Things looked at together: few enough for the memory of any machine. */
export const AT_A_TIME = 500;

/** The ids of a table in ranges of bounded size, which together are every id there can be. */
export async function* rangesOf(
  store: Store,
  table: string,
  column: string,
  first = '',
  atATime = AT_A_TIME,
): AsyncGenerator<Range> {
  const next = `SELECT ${column} AS id FROM ${table} WHERE ${column} > ? ORDER BY ${column} LIMIT 1 OFFSET ${atATime - 1}`;
  for (let after = first; ;) {
    const [end] = await store.rows<{ id: string }>(next, [after]);
    yield { after, upTo: end?.id ?? LAST };
    if (!end) return;
    after = end.id;
  }
}

/** A condition that picks a range by this column; its values are `[range.after, range.upTo]`. */
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
