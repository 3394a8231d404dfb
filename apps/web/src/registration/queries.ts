import {
  cancelRegistration,
  listRegistrations,
  payRegistration,
  quoteRefund,
  register,
  SugangError,
  type Schemas,
} from '#client';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { sugang } from '../session/session.js';

const REFETCH_MS: Record<string, number | undefined> = { AWAITING_PAYMENT: 2_000, AWAITING_APPROVAL: 5_000 };

export type Registration = Schemas['Registration'];

/** The latest registration of the student for a lecture; null if there is none. Read from the registration service, because My Page may lag behind. */
export const ownRegistration = (lectureId: string, accountId: string | undefined) =>
  queryOptions({
    queryKey: ['registration', lectureId, accountId],
    queryFn: async ({ signal }) =>
      (await listRegistrations(sugang, { lectureId, limit: 1 }, { signal })).items[0] ?? null,
    enabled: accountId !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) => REFETCH_MS[state.data?.status ?? ''] ?? false,
  });

export const isActive = (registration: Pick<Registration, 'status'> | null | undefined): boolean =>
  ['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED'].includes(registration?.status ?? '');

export type Outcome =
  { kind: 'deferred'; reason: string } | { kind: 'declined'; error: SugangError } | { kind: 'failed'; error: unknown };

/** Holds the seat before the payment, so that the student keeps it if the card is declined. */
export async function hold(lecture: Pick<Schemas['Lecture'], 'id' | 'fee'>): Promise<Registration> {
  const { id: lectureId, fee: expectedFee } = lecture;
  return register(sugang, { lectureId, expectedFee, ...(expectedFee.amount > 0 && { hold: true }) });
}

export async function pay(id: string, token: string): Promise<Outcome | undefined> {
  try {
    const answer = await payRegistration(sugang, { id, method: 'card', token });
    const { paymentDeferred: reason } = answer;
    return reason === undefined ? undefined : { kind: 'deferred', reason };
  } catch (error) {
    if (!(error instanceof SugangError) || error.status === 401) throw error;
    return error.code === 'PAYMENT_DECLINED' ? { kind: 'declined', error } : { kind: 'failed', error };
  }
}

/** Read each time: the refund changes with the time. */
export const refundQuote = (id: string) =>
  queryOptions({
    queryKey: ['refund-quote', id],
    queryFn: ({ signal }) => quoteRefund(sugang, { id }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

/** With the refund that the student saw, so that the cancellation fails if it has changed. */
export const cancel = (id: string, expectedRefund: Schemas['Money'] | undefined): Promise<Registration> =>
  cancelRegistration(sugang, { id, ...(expectedRefund && { expectedRefund }) });

export async function refreshAll(client: QueryClient): Promise<void> {
  const changed = ['registration', 'my-page', 'availability', 'lectures'];
  await Promise.all(changed.map((key) => client.invalidateQueries({ queryKey: [key] })));
}
