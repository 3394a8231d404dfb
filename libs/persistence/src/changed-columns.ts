/** What an update has to write: the columns of `after` that differ from those of `before`. Plain values and dates only. */
export function changedColumns<Row extends object>(before: Row, after: Row): Partial<Row> {
  const columns = Object.keys(after) as (keyof Row)[];
  return Object.fromEntries(
    columns.filter((column) => !isEqual(before[column], after[column])).map((column) => [column, after[column]]),
  ) as Partial<Row>;
}

const isEqual = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
