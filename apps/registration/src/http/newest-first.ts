import { Id, type Page, type Registration } from '#contracts';
import { decodeCursor, encodeCursor } from '#platform';
import { z } from 'zod';

const Place = z.strictObject({ before: Id });

/** Ids ascend with time: the id of the last one shown is the place in the list. @throws 400 for another text */
export const placeOf = (cursor: string | undefined): string | undefined =>
  cursor === undefined ? undefined : decodeCursor(Place, cursor).before;

/** A page of `limit`, out of one more than that. */
export function nextAfter(found: Registration[], limit: number): Page<Registration> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? encodeCursor({ before: last.id }) : null };
}
