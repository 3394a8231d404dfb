import { problemDetail, type Money, type Place, type PlaceRequest } from '#contracts';
import { reasonOf, type Reason } from './reasons.js';
import { availableSeats, type SeatLedgerEntry } from './seat-ledger.js';
import type { SelectedSeats } from './seats.js';

const MAX_FEE = 1_000_000_000;

export interface PlacesRequest {
  places?: readonly PlaceRequest[] | undefined;
  seats?: SelectedSeats | undefined;
}

export interface RequestedPlaces {
  places: Place[] | undefined;
  fee: Money;
  /** False while a place has no seat: then its fee is unknown. */
  isComplete: boolean;
}

/** Each place's fee is frozen separately, so that a partial cancel never changes the others. */
export function placesOf(lecture: SeatLedgerEntry, { places, seats }: PlacesRequest): RequestedPlaces {
  if (places === undefined && lecture.seating === null) return { places, fee: lecture.fee, isComplete: true };
  const requested = (places ?? [{}]).map(({ participant }, n) => ({
    no: n + 1,
    fee: seats?.seats[n]?.fee ?? lecture.fee,
    seat: seats?.seats[n]?.label ?? null,
    participant: participantOf(participant),
    canceledAt: null,
  }));
  const amount = requested.reduce((sum, place) => sum + place.fee.amount, 0);
  const isComplete = lecture.seating === null || requested.every(({ seat }) => seat !== null);
  return { places: requested, fee: { ...lecture.fee, amount }, isComplete };
}

export const participantOf = (given: PlaceRequest['participant'] | null): Place['participant'] =>
  given ? { name: given.name, email: given.email ?? null } : null;

/** The sum of the fees must remain an amount of money. */
export function tooManyPlaces(lecture: SeatLedgerEntry, { places, seats }: PlacesRequest): Reason | undefined {
  const fees = [lecture, ...(seats?.seats ?? [])].map((each) => each?.fee?.amount ?? 0);
  const limit = Math.min(lecture.maxPlaces ?? 1, Math.floor(MAX_FEE / Math.max(1, ...fees)));
  if ((places?.length ?? 1) <= limit) return undefined;
  const detail = problemDetail('TOO_MANY_PLACES', 'limit', { limit });
  return { code: 'TOO_MANY_PLACES', detail, data: { limit }, remedies: ['REDUCE_PLACES'] };
}

export function seatTaken(lecture: SeatLedgerEntry, { places, seats }: PlacesRequest): Reason | undefined {
  const chosen = (places ?? []).flatMap(({ seat }) => seat ?? []);
  const unavailable = lecture.seating === null ? chosen : (seats?.unavailable ?? []);
  return unavailable.length > 0 ? seatTakenBy(unavailable) : undefined;
}

export const seatTakenBy = (seats: readonly string[]): Reason => ({
  code: 'SEAT_TAKEN',
  detail: problemDetail('SEAT_TAKEN', 'seats', { seats: seats.join(', ') }),
  data: { seats },
  remedies: ['CHOOSE_OTHER_SEATS'],
});

export function full(lecture: SeatLedgerEntry, { places, seats }: PlacesRequest): Reason | undefined {
  const available = availableSeats(lecture);
  const count = places?.length ?? 1;
  const isWithoutSeat = seats?.seats.some((seat, n) => !seat && places?.[n]?.seat === undefined) ?? false;
  if (available >= count && !isWithoutSeat) return undefined;
  const isPartlyFree = available > 0 && available < count;
  const detail = isPartlyFree ? problemDetail('LECTURE_FULL', 'fewer', { available }) : problemDetail('LECTURE_FULL');
  return { ...reasonOf('LECTURE_FULL', isPartlyFree ? { available } : {}), detail };
}
