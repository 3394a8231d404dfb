import { getAvailability, getLecture, getLectureFacets, listLectures, type InputOf } from '#client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sugang } from '../session/session.js';
import type { LectureSearch } from './search.js';

const PAGE = 20;

type Filters = Pick<
  InputOf<'lectures.list'>,
  'q' | 'category' | 'instructorId' | 'from' | 'to' | 'feeMax' | 'opensBefore' | 'hasPlaces' | 'sort'
>;

const startOf = (date: string, days = 0): string => {
  const at = new Date(`${date}T00:00`);
  at.setDate(at.getDate() + days);
  return at.toISOString();
};

export function filtersOf({ q, category, instructor, from, to, fee, opens, places, sort }: LectureSearch): Filters {
  return {
    ...(q && { q }),
    ...(category && { category }),
    ...(instructor && { instructorId: instructor }),
    ...(from && { from: startOf(from) }),
    ...(to && { to: startOf(to, 1) }),
    ...(fee !== undefined && { feeMax: Number(fee) }),
    ...(opens && { opensBefore: startOf(opens, 1) }),
    ...(places && { hasPlaces: true }),
    ...(sort && { sort }),
  };
}

export const lectureList = (search: LectureSearch) =>
  infiniteQueryOptions({
    queryKey: ['lectures', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      listLectures(sugang, { ...filtersOf(search), limit: PAGE, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** The available values of each filter; they ignore the selected category and instructor. */
export const lectureFacets = ({ q, from, to, fee, opens, places }: LectureSearch) => {
  const { sort: _, ...filters } = filtersOf({ q, from, to, fee, opens, places });
  return queryOptions({
    queryKey: ['lectures', 'facets', filters],
    queryFn: ({ signal }) => getLectureFacets(sugang, filters, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
};

export const lecture = (id: string) =>
  queryOptions({
    queryKey: ['lectures', 'one', id],
    queryFn: ({ signal }) => getLecture(sugang, { id }, { signal }),
  });

export const availability = (id: string) =>
  queryOptions({
    queryKey: ['availability', id],
    queryFn: ({ signal }) => getAvailability(sugang, { id }, { signal }),
    staleTime: 0,
  });
