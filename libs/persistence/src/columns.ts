import { Column } from 'typeorm';

/** Column of an instant: a `Date` in TypeScript, `datetime(3)` in the store, in UTC with milliseconds. Never set by the store. */
export const InstantColumn = ({
  nullable = false,
  name,
}: { nullable?: boolean; name?: string } = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, nullable, ...(name === undefined ? {} : { name }) });

export function changedColumns<Row extends object>(before: Row, after: Row): Partial<Row> {
  const columns = Object.keys(after) as (keyof Row)[];
  return Object.fromEntries(
    columns.filter((column) => !isEqual(before[column], after[column])).map((column) => [column, after[column]]),
  ) as Partial<Row>;
}

const isEqual = (one: unknown, other: unknown): boolean =>
  one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;

/** Escapes wildcards with `!`: `… LIKE :like ESCAPE '!'` with `%${likePattern(text)}%` means the same on every dialect. */
export const likePattern = (text: string): string => text.replace(/[!%_]/g, (wildcard) => `!${wildcard}`);
