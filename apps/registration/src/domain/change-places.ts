import { countOfPlaces, Rejection, type Place, type PlaceRequest } from '#contracts';
import { expired, holdHasEnded } from './hold.js';
import { participantOf } from './places.js';
import { raisedRefund, refundOfPlaces } from './refund-tiers.js';
import { isLive, transition, unchanged, type Decision, type RegistrationState } from './registration.js';
import type { LectureCopy } from './seat-ledger.js';
import type { Seat } from './seats.js';

export const occupiedSeats = (state: Pick<RegistrationState, 'status' | 'places'>): string[] =>
  isLive(state) ? activePlaces(state).flatMap(({ seat }) => seat ?? []) : [];

export const activePlaces = ({ places }: Pick<RegistrationState, 'places'>): Place[] =>
  (places ?? []).filter(({ canceledAt }) => canceledAt === null);

/** @param whole cancels the registration: with the last place, and its refusals apply to places too @throws PLACES_UNKNOWN, WHOLE_REGISTRATION_ONLY */
export function decideCancelPlaces(
  state: RegistrationState,
  numbers: readonly number[],
  whole: () => Decision,
  now: Date,
  share?: () => string,
): Decision {
  const places = requirePlaces(state, numbers);
  const kept = places.filter(({ no, canceledAt }) => canceledAt === null && !numbers.includes(no));
  if (kept.length === 0 || !isLive(state)) return whole();
  if (state.status !== 'CONFIRMED' || state.approval) throw new Rejection('WHOLE_REGISTRATION_ONLY');
  const ending = whole();
  if (ending.rejection) return ending;
  const canceled = places.filter((place) => place.canceledAt === null && !kept.includes(place));
  if (canceled.length === 0) return unchanged(state);
  const fees = canceled.map(({ fee }) => fee.amount);
  return transition('registration.changed', state, {
    places: places.map((place) => (canceled.includes(place) ? { ...place, canceledAt: now.toISOString() } : place)),
    ...(state.paymentId !== null && {
      refundDue: raisedRefund(state.refundDue, refundOfPlaces(fees, share?.()), state.fee),
    }),
  });
}

function requirePlaces(state: RegistrationState, numbers: readonly number[]): Place[] {
  const places = state.places ?? [{ no: 1, fee: state.fee, seat: null, participant: null, canceledAt: null }];
  if (numbers.some((number) => !places.some(({ no }) => no === number))) throw new Rejection('PLACES_UNKNOWN');
  return places;
}

export interface PlaceChange {
  no: number;
  seat?: Seat | undefined;
  participant?: PlaceRequest['participant'] | null;
}

/** @throws REGISTRATION_OVER, PLACES_UNKNOWN, SEAT_OTHER_FEE */
export function decideChangePlace(
  state: RegistrationState,
  lecture: LectureCopy,
  change: PlaceChange,
  now: Date,
): Decision {
  if (!isLive(state)) throw new Rejection('REGISTRATION_OVER');
  if (holdHasEnded(state, lecture, now))
    return { ...expired(state, now), rejection: new Rejection('REGISTRATION_OVER') };
  const places = requirePlaces(state, [change.no]);
  const place = places.find(({ no, canceledAt }) => no === change.no && canceledAt === null);
  if (!place) throw new Rejection('PLACES_UNKNOWN');
  const { seat, participant } = change;
  if (seat && (seat.fee ?? lecture.fee).amount !== place.fee.amount && seat.label !== place.seat)
    throw new Rejection('SEAT_OTHER_FEE');
  const next = {
    ...place,
    ...(seat && { seat: seat.label }),
    ...(participant !== undefined && { participant: participantOf(participant) }),
  };
  if (JSON.stringify(next) === JSON.stringify(place)) return unchanged(state);
  const changed = places.map((each) => (each === place ? next : each));
  return transition('registration.changed', state, { places: changed });
}

/** Seats for the places that were held before the lecture had a plan; their fees stay. */
export function decideAssignSeats(state: RegistrationState, free: readonly Seat[]): Decision {
  const places = requirePlaces(state, []);
  const missing = places.filter(({ seat, canceledAt }) => seat === null && canceledAt === null);
  if (!isLive(state) || missing.length === 0 || free.length < missing.length) return unchanged(state);
  const seats = new Map(missing.map(({ no }, n) => [no, free[n]!.label]));
  const assigned = places.map((place) => ({ ...place, seat: seats.get(place.no) ?? place.seat }));
  return transition('registration.changed', state, { places: assigned });
}

export const missingSeats = (state: RegistrationState): number =>
  countOfPlaces(state) - activePlaces(state).filter(({ seat }) => seat !== null).length;
