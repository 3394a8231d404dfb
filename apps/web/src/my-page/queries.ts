import {
  listNotifications,
  listPayments,
  myPage,
  myPageRegistration,
  myPageRegistrations,
  type RegistrationStatus,
} from '#client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { sugang } from '../session/session.js';

export const summary = () =>
  queryOptions({ queryKey: ['my-page', 'summary'], queryFn: ({ signal }) => myPage(sugang, {}, { signal }) });

const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next,
};

export const STATUSES = [
  'CONFIRMED',
  'AWAITING_PAYMENT',
  'AWAITING_APPROVAL',
  'CANCELED',
  'EXPIRED',
  'PAYMENT_DECLINED',
] as const;
export type Status = (typeof STATUSES)[number] & RegistrationStatus;

export const registrations = (status: Status | undefined) =>
  infiniteQueryOptions({
    queryKey: ['my-page', 'list', status],
    queryFn: ({ pageParam, signal }) =>
      myPageRegistrations(
        sugang,
        { limit: 20, ...(status && { status }), ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    ...pages,
  });

export const registration = (id: string) =>
  queryOptions({
    queryKey: ['my-page', 'one', id],
    queryFn: ({ signal }) => myPageRegistration(sugang, { id }, { signal }),
  });

export const payments = (registrationId: string) =>
  queryOptions({
    queryKey: ['my-page', 'payments', registrationId],
    queryFn: ({ signal }) => listPayments(sugang, { registrationId, limit: 20 }, { signal }),
  });

export const notifications = () =>
  infiniteQueryOptions({
    queryKey: ['my-page', 'notifications'],
    queryFn: ({ pageParam, signal }) =>
      listNotifications(sugang, { limit: 20, ...(pageParam && { cursor: pageParam }) }, { signal }),
    refetchInterval: 5_000,
    ...pages,
  });
