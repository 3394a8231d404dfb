import { z } from 'zod';
import { Id, type Page } from '#contracts';
import { decodeCursor, encodeCursor } from '#platform';

const Position = z.strictObject({ before: Id });

export const idOfCursor = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(Position, cursor).before;

/** A page of rows that are ordered by descending id; `found` has one row more than the page if there are further pages. */
export function newestFirst<Row extends { id: string }, Item>(
  found: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { items: rows.map(itemOf), next: last ? encodeCursor({ before: last.id }) : null };
}
