import { capacityOf, Rejection, seatLabel, type LectureState, type Place, type SeatingPlan } from '#contracts';

export type Places = Pick<LectureState, 'maxPlaces' | 'seating'>;

/** The live registrations on the roster. */
export interface Seated {
  registrations: number;
  seats: string[];
}

export const placesIn = ({ maxPlaces, seating }: Places): Places => ({
  ...(maxPlaces !== undefined && { maxPlaces }),
  ...(seating !== undefined && { seating }),
});

/** @throws CAPACITY_FROM_SEATS */
export function capacityFrom(
  capacity: number | undefined,
  seating: SeatingPlan | null | undefined,
): number | undefined {
  if (!seating) return capacity;
  if (capacity !== undefined) throw new Rejection('CAPACITY_FROM_SEATS');
  return capacityOf(seating);
}

/** A plan keeps every seat on the roster, and a first one finds no registration. @throws SEATS_TAKEN */
export function requireSeatsKept(
  before: SeatingPlan | undefined,
  after: SeatingPlan | undefined,
  roster: Seated,
): void {
  if (!before && roster.registrations > 0) throw new Rejection('SEATS_TAKEN', { variant: 'first' });
  const kept = new Set(after ? seatsOf(after) : []);
  const lost = roster.seats.filter((seat) => !kept.has(seat));
  if (lost.length > 0)
    throw new Rejection('SEATS_TAKEN', { variant: 'seats', values: { seats: lost.sort().join(', ') } });
}

const seatsOf = ({ rows }: SeatingPlan): string[] =>
  rows.flatMap(({ label, seats, blocked = [] }) =>
    Array.from({ length: seats }, (_, n) => n + 1)
      .filter((number) => !blocked.includes(number))
      .map((number) => seatLabel(label, number)),
  );

export const activePlaces = (places: readonly Place[]): Place[] =>
  places.filter(({ canceledAt }) => canceledAt === null);
