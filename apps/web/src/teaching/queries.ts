import {
  acceptRegistration,
  adminCancelLecture,
  adminGetLecture,
  adminListLectures,
  getRoster,
  grantCancellation,
  refuseCancellation,
  rejectRegistration,
} from '#client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sugang } from '../session/session.js';

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next,
  placeholderData: keepPreviousData,
};

export const managedLectures = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['teaching', 'list', q],
    queryFn: ({ pageParam, signal }) =>
      adminListLectures(
        sugang,
        { limit: 20, status: ['OPEN', 'CLOSED', 'CANCELED'], ...(q && { q }), ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    ...pages,
  });

export const managedLecture = (id: string) =>
  queryOptions({
    queryKey: ['teaching', 'one', id],
    queryFn: ({ signal }) => adminGetLecture(sugang, { id }, { signal }),
    refetchInterval: 5_000,
  });

export const roster = (id: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['teaching', 'roster', id, q],
    queryFn: ({ pageParam, signal }) =>
      getRoster(sugang, { id, limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) }, { signal }),
    ...pages,
  });

/** The whole roster as a file; the server writes it. */
export async function downloadRoster(id: string, title: string): Promise<void> {
  const csv: unknown = await getRoster(sugang, { id }, { headers: { accept: 'text/csv' } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv as string], { type: 'text/csv' }));
  link.download = `${title}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const cancelLecture = (id: string, reason: string) => adminCancelLecture(sugang, { id, reason });

export type Awaited = 'AWAITING_APPROVAL' | 'CANCEL_REQUESTED';

export const awaitedDecisions = (id: string, status: Awaited) =>
  queryOptions({
    queryKey: ['teaching', 'decisions', id, status],
    queryFn: ({ signal }) => getRoster(sugang, { id, status, limit: 50 }, { signal }),
    refetchInterval: 5_000,
  });

/** Agrees, or with a note refuses. */
export function decide(id: string, awaited: Awaited, note?: string) {
  const isApproval = awaited === 'AWAITING_APPROVAL';
  if (note === undefined) return isApproval ? acceptRegistration(sugang, { id }) : grantCancellation(sugang, { id });
  return isApproval ? rejectRegistration(sugang, { id, note }) : refuseCancellation(sugang, { id, note });
}
