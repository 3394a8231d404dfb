import {
  cancelRegistration,
  getRegistration,
  listRegistrations,
  payRegistration,
  quoteRefund,
  register,
  SugangError,
  type Schemas,
} from '#client';
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { sugang } from '../session/session.js';
import type { Participant } from './participant-faults.js';
import type { PlacesWanted } from './place-fields.js';

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

interface Held {
  expectedFee: Schemas['Money'];
  places?: Schemas['PlaceRequest'][] | undefined;
}

/** Holds the places before the payment, so that the student keeps them if the card is declined. */
export async function hold(
  { id }: Pick<Schemas['Lecture'], 'id'>,
  { expectedFee, places }: Held,
): Promise<Registration> {
  return register(sugang, {
    lectureId: id,
    expectedFee,
    ...(places && { places }),
    ...(expectedFee.amount > 0 && { hold: true }),
  });
}

/** The chosen seats first; the server assigns the others. */
export const placesOf = ({ count, chosen }: PlacesWanted, participants: Participant[]): Schemas['PlaceRequest'][] =>
  Array.from({ length: count }, (_, n) => {
    const participant = count > 1 ? participantOf(participants[n]) : null;
    return { ...(chosen[n] !== undefined && { seat: chosen[n] }), ...(participant && { participant }) };
  });

/** Null: the place is in the name of the student. */
export function participantOf(entered: Participant | undefined): Schemas['Participant'] | null {
  const [name, email] = [entered?.name.trim(), entered?.email.trim()];
  return name ? { name, ...(email && { email }) } : null;
}

/** The seats that others got, of a registration that was refused. */
export function lostSeatsOf(error: unknown): string[] {
  const reasons = (error instanceof SugangError && error.problem.reasons) || [];
  const seats = reasons.find(({ code }) => code === 'SEAT_TAKEN')?.data['seats'];
  return Array.isArray(seats) ? (seats as string[]) : [];
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

/** Read each time: the refund changes with the time. @param places all if absent */
export const refundQuote = (id: string, places?: number[]) =>
  queryOptions({
    queryKey: ['refund-quote', id, places],
    queryFn: ({ signal }) => quoteRefund(sugang, { id, ...(places && { places }) }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });

/** With its places, which My Page only counts. */
export const registrationDetails = (id: string) =>
  queryOptions({
    queryKey: ['registration', 'details', id],
    queryFn: ({ signal }) => getRegistration(sugang, { id }, { signal }),
    staleTime: 0,
  });

interface Cancellation {
  /** The refund that the student saw: the cancellation fails if it has changed. */
  expectedRefund: Schemas['Money'] | undefined;
  places: number[] | undefined;
  note: string;
}

export const cancel = (id: string, { expectedRefund, places, note }: Cancellation): Promise<Registration> =>
  cancelRegistration(sugang, {
    id,
    ...(expectedRefund && { expectedRefund }),
    ...(places && { places }),
    ...(note.trim() && { note: note.trim() }),
  });

export async function refreshAll(client: QueryClient): Promise<void> {
  const changed = ['registration', 'my-page', 'availability', 'lectures', 'seats'];
  await Promise.all(changed.map((key) => client.invalidateQueries({ queryKey: [key] })));
}
