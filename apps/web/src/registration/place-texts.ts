import type { Schemas } from '#client';
import { m } from '../messages/messages.js';

type Place = Schemas['Place'];

/** A registration has its places, My Page's document of it their number and seats. */
export interface Placed {
  places?: Place[] | number;
  seats?: string[];
}

export const activePlaces = (places: Place[] = []): Place[] => places.filter(({ canceledAt }) => canceledAt === null);

/** The number of places and their seats; nothing for one place without a seat. */
export function placesText({ places = 1, seats = [] }: Placed): string | undefined {
  const active = typeof places === 'number' ? undefined : activePlaces(places);
  const count = active ? active.length : (places as number);
  const numbered = active ? active.flatMap(({ seat }) => seat ?? []) : seats;
  if (count < 2 && numbered.length === 0) return undefined;
  const counted = m.place_count({ count });
  return numbered.length === 0
    ? counted
    : `${counted} · ${m.seats_named({ count: numbered.length, seats: numbered.join(', ') })}`;
}

export const placeName = (no: number, seat: string | null | undefined): string =>
  seat ? m.place_with_seat({ no, seat }) : m.place_number({ no });
