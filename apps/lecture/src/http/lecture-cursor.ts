import { z } from 'zod';
import { Id, Instant, type Page } from '#contracts';
import { decodeCursor, encodeCursor } from '#platform';
import type { LecturePlace, Listed } from '../ports/lecture-lists.js';

const LecturePlaceInCursor = z.strictObject({ createdAt: Instant, id: Id });

export const lecturePlaceOf = (cursor: string | undefined): LecturePlace | undefined =>
  cursor === undefined ? undefined : decodeCursor(LecturePlaceInCursor, cursor);

export const pageOf = <Item>({ items, next }: Listed<Item, object>): Page<Item> => ({
  items,
  next: next === null ? null : encodeCursor(next),
});
