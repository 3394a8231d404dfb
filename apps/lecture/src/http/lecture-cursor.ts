import { z } from 'zod';
import { Id, Instant, LectureSort, type Page } from '#contracts';
import { decodeCursor, encodeCursor } from '#platform';
import type { LecturesPage, Listed } from '../ports/lecture-lists.js';

const OfEarlierRelease = z
  .strictObject({ createdAt: Instant, id: Id })
  .transform(({ createdAt, id }) => ({ sort: '-createdAt' as const, key: createdAt, id }));

const placeIn = (sort: LectureSort) => {
  const key = /At$/.test(sort) ? Instant : sort.endsWith('fee') ? z.int() : z.string();
  const place = z.strictObject({ sort: z.literal(sort), key, id: Id });
  return sort === '-createdAt' ? z.union([place, OfEarlierRelease]) : place;
};

interface RequestedPage {
  sort: LectureSort;
  limit: number;
  cursor?: string | undefined;
}

export const lecturesPageOf = ({ sort, limit, cursor }: RequestedPage): LecturesPage => ({
  sort,
  limit,
  after: cursor === undefined ? undefined : decodeCursor(placeIn(sort), cursor),
});

export const pageOf = <Item>({ items, next }: Listed<Item, object>): Page<Item> => ({
  items,
  next: next === null ? null : encodeCursor(next),
});
