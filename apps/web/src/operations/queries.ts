import {
  adminListAccounts,
  dropParkedMessage,
  getParkedMessage,
  getSimulatedProvider,
  listOperatorActions,
  listParkedMessages,
  listRecentEvents,
  listServices,
  replayParkedMessage,
  SugangError,
  type InputOf,
} from '#client';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { sugang } from '../session/session.js';

const LIVE_MS = 2_000;
const EVENTS = 50;

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next,
  placeholderData: keepPreviousData,
};

export const services = () =>
  queryOptions({
    queryKey: ['operations', 'services'],
    queryFn: ({ signal }) => listServices(sugang, {}, { signal }),
    refetchInterval: LIVE_MS,
  });

/** Null where there is no simulated provider to change. */
export const simulatedProvider = () =>
  queryOptions({
    queryKey: ['operations', 'simulated-provider'],
    queryFn: ({ signal }) =>
      getSimulatedProvider(sugang, {}, { signal }).catch((error: unknown) => {
        if (error instanceof SugangError && error.status === 404) return null;
        throw error;
      }),
  });

export const parkedMessages = () =>
  queryOptions({
    queryKey: ['operations', 'parked'],
    queryFn: ({ signal }) => listParkedMessages(sugang, {}, { signal }),
    refetchInterval: 5_000,
  });

/** Each read is in the audit log, so nothing reads it again by itself. */
export const parkedMessage = (id: string) =>
  queryOptions({
    queryKey: ['operations', 'parked', id],
    queryFn: ({ signal }) => getParkedMessage(sugang, { id }, { signal }),
    staleTime: Infinity,
  });

export type Resolution = 'replay' | 'drop';

export const resolveParked = (resolution: Resolution, id: string, reason: string) =>
  (resolution === 'replay' ? replayParkedMessage : dropParkedMessage)(sugang, { id, reason });

export const recentEvents = (isPaused: boolean) =>
  queryOptions({
    queryKey: ['operations', 'events'],
    queryFn: ({ signal }) => listRecentEvents(sugang, { limit: EVENTS }, { signal }),
    refetchInterval: isPaused ? false : LIVE_MS,
    enabled: !isPaused,
  });

export type AccountFilter = Pick<InputOf<'adminAccounts.list'>, 'q' | 'role' | 'status'>;

export const accounts = (filter: AccountFilter) =>
  infiniteQueryOptions({
    queryKey: ['operations', 'accounts', filter],
    queryFn: ({ pageParam, signal }) =>
      adminListAccounts(sugang, { ...filter, ...(pageParam && { cursor: pageParam }) }, { signal }),
    ...pages,
  });

export const audit = () =>
  infiniteQueryOptions({
    queryKey: ['operations', 'audit'],
    queryFn: ({ pageParam, signal }) =>
      listOperatorActions(sugang, { ...(pageParam && { cursor: pageParam }) }, { signal }),
    ...pages,
  });
