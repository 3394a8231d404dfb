import type { Schemas } from '#client';

type Money = Schemas['Money'];
export type SeatMap = Schemas['SeatMap'];
export type SeatRow = SeatMap['rows'][number];
export type Seat = SeatRow['seats'][number];

/** How a seat is shown. `lost`: it was chosen, and another student got it. `elsewhere`: free, but at another fee than the place has. */
export type SeatLook = 'free' | 'chosen' | 'mine' | 'lost' | 'held' | 'taken' | 'blocked' | 'elsewhere';

export interface Choice {
  chosen: readonly string[];
  lost: readonly string[];
  /** The seats of the registration, if one of its places moves. */
  own?: readonly string[];
  /** The fee that a seat must have, if a place moves to it. */
  fee?: Money;
}

const OCCUPIED = ['held', 'blocked'] as const;

export function lookOf({ seat, state, mine }: Seat, { fee }: SeatRow, choice: Choice): SeatLook {
  const { chosen, lost, own = [], fee: required } = choice;
  if (chosen.includes(seat)) return 'chosen';
  if (mine || own.includes(seat)) return 'mine';
  if (lost.includes(seat)) return 'lost';
  if (state !== 'free') return OCCUPIED.find((each) => each === state) ?? 'taken';
  return required && required.amount !== fee.amount ? 'elsewhere' : 'free';
}

export const numberOf = ({ seat }: Seat, { label }: SeatRow): string => seat.slice(label.length + 1);

/** Chooses a seat, or gives it back; at the limit it takes the place of the seat that was chosen first. */
export function toggled(chosen: readonly string[], seat: string, limit: number): string[] {
  if (chosen.includes(seat)) return chosen.filter((each) => each !== seat);
  return [...chosen, seat].slice(-limit);
}

/** The chosen seats that are no longer free. */
export function lostSeats({ rows }: SeatMap, chosen: readonly string[]): string[] {
  const free = new Set(rows.flatMap(({ seats }) => seats.flatMap(({ seat, state }) => (state === 'free' ? seat : []))));
  return chosen.filter((seat) => !free.has(seat));
}

interface Wanted {
  count: number;
  chosen: readonly string[];
}

/** The fee of the places; undefined if seats that are assigned automatically may have different fees. */
export function totalFee(map: SeatMap | undefined, lectureFee: Money, { count, chosen }: Wanted): Money | undefined {
  const feeOfSeat = new Map(map?.rows.flatMap(({ fee, seats }) => seats.map(({ seat }) => [seat, fee.amount])));
  const rest = count - chosen.length;
  const amount = automaticFee(map, lectureFee, { count: rest, chosen });
  if (amount === undefined) return undefined;
  const fees = chosen.map((seat) => feeOfSeat.get(seat) ?? lectureFee.amount);
  return { ...lectureFee, amount: fees.reduce((sum, fee) => sum + fee, rest * amount) };
}

/** Seats are assigned at the fee of the lecture while there are enough of them. */
function automaticFee(map: SeatMap | undefined, lectureFee: Money, { count, chosen }: Wanted): number | undefined {
  if (!map || count === 0) return lectureFee.amount;
  const fees = map.rows.flatMap(({ fee, seats }) =>
    seats.flatMap(({ seat, state }) => (state === 'free' && !chosen.includes(seat) ? fee.amount : [])),
  );
  if (fees.filter((fee) => fee === lectureFee.amount).length >= count) return lectureFee.amount;
  const [fee = lectureFee.amount, ...others] = new Set(fees);
  return others.length === 0 ? fee : undefined;
}

/** The seats of a row in blocks, with an aisle between two of them. The seats on both sides of an aisle have the hint. */
export function blocksOf(seats: readonly Seat[]): Seat[][] {
  const blocks: Seat[][] = [];
  for (const [n, seat] of seats.entries()) {
    const block = blocks.at(-1);
    const before = seats[n - 1];
    const isAtAisle = isAisle(before) && isAisle(seat) && (block!.length > 1 || blocks.length === 1);
    if (!block || isAtAisle) blocks.push([seat]);
    else block.push(seat);
  }
  return blocks;
}

const isAisle = (seat: Seat | undefined): boolean => seat?.hints.includes('aisle') ?? false;
