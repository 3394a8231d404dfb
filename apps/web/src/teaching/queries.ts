import {
  acceptRegistration,
  adminCancelLecture,
  adminGetLecture,
  adminGetStatistics,
  adminListLectures,
  getAvailability,
  getRoster,
  getSeatMap,
  grantCancellation,
  listStaffNotifications,
  refuseCancellation,
  rejectRegistration,
  showCancellation,
  type Schemas,
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

/** Seats that are held or taken; public, so names are not part of it. */
export const occupiedSeats = (id: string) =>
  queryOptions({
    queryKey: ['teaching', 'occupied', id],
    queryFn: async ({ signal }) => {
      const { rows } = await getSeatMap(sugang, { id }, { signal });
      const seats = rows.flatMap((row) => row.seats);
      return seats.filter(({ state }) => state === 'held' || state === 'taken').map(({ seat }) => seat);
    },
    refetchInterval: 10_000,
  });

export const roster = (id: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ['teaching', 'roster', id, q],
    refetchInterval: 5_000,
    queryFn: ({ pageParam, signal }) =>
      getRoster(sugang, { id, limit: 50, ...(q && { q }), ...(pageParam && { cursor: pageParam }) }, { signal }),
    ...pages,
  });

/** The whole roster as a file; the server writes it. */
export async function downloadRoster(id: string, title: string): Promise<void> {
  const csv: unknown = await getRoster(sugang, { id, columns: 'all' }, { headers: { accept: 'text/csv' } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv as string], { type: 'text/csv' }));
  link.download = `${title}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

export const cancelLecture = (id: string, reason: string) => adminCancelLecture(sugang, { id, reason });

/** What a cancellation means, and how far it has come: read often until nothing is left to do. */
export const cancellation = (id: string) =>
  queryOptions({
    queryKey: ['teaching', 'cancellation', id],
    queryFn: ({ signal }) => showCancellation(sugang, { id }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && isFinished(data) ? false : 2_000),
  });

export const isFinished = ({ students, payments, refundedPayments }: Schemas['LectureCancellation']): boolean =>
  students === 0 && refundedPayments === payments;

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

export type Span = keyof typeof SPANS;
const HOUR = 3_600_000;
export const SPANS = {
  month: { interval: 'day', count: 30, unit: 24 * HOUR },
  quarter: { interval: 'day', count: 90, unit: 24 * HOUR },
  days: { interval: 'hour', count: 48, unit: HOUR },
} as const;

/** Whole days or hours of the viewer, up to the current one. */
export const statistics = (id: string, span: Span) =>
  queryOptions({
    queryKey: ['teaching', 'statistics', id, span],
    queryFn: ({ signal }) => {
      const { interval, count, unit } = SPANS[span];
      const last = new Date();
      if (interval === 'day') last.setHours(0, 0, 0, 0);
      else last.setMinutes(0, 0, 0);
      const to = new Date(last.getTime() + unit);
      const from = new Date(to.getTime() - count * unit);
      const period = { from: from.toISOString(), to: to.toISOString(), interval };
      return adminGetStatistics(sugang, { id, ...period }, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const occupancy = (id: string) =>
  queryOptions({
    queryKey: ['teaching', 'occupancy', id],
    queryFn: ({ signal }) => getAvailability(sugang, { id }, { signal }),
    refetchInterval: 5_000,
  });

export const staffNotifications = () =>
  infiniteQueryOptions({
    queryKey: ['teaching', 'notifications'],
    queryFn: ({ pageParam, signal }) =>
      listStaffNotifications(sugang, { limit: 20, ...(pageParam && { cursor: pageParam }) }, { signal }),
    refetchInterval: 10_000,
    ...pages,
  });
