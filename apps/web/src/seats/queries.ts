import { getSeatMap } from '#client';
import { queryOptions } from '@tanstack/react-query';
import { sugang } from '../session/session.js';

const REFRESH_MS = 3_000;

/** Read while it is shown. The browser sends the tag of its copy, so a map without changes costs no content. */
export const seatMap = (lectureId: string) =>
  queryOptions({
    queryKey: ['seats', lectureId],
    queryFn: ({ signal }) => getSeatMap(sugang, { id: lectureId }, { signal }),
    staleTime: 0,
    refetchInterval: REFRESH_MS,
  });
