import type { Registration } from '#contracts';

/** How many seats change hands: added to the ledger's figures, so a released seat is negative. */
export interface SeatMovement {
  held: number;
  taken: number;
}

export const noMovement: SeatMovement = { held: 0, taken: 0 };

type Seated = Pick<Registration, 'status'>;

/** What a registration occupies: a held seat while it awaits its payment, a taken one once confirmed, none when over. */
export const seatsOf = ({ status }: Seated): SeatMovement => ({
  held: status === 'AWAITING_PAYMENT' ? 1 : 0,
  taken: status === 'CONFIRMED' ? 1 : 0,
});

export function movementBetween(before: Seated, after: Seated): SeatMovement {
  const [was, is] = [seatsOf(before), seatsOf(after)];
  return { held: is.held - was.held, taken: is.taken - was.taken };
}

export const added = (one: SeatMovement, other: SeatMovement): SeatMovement => ({
  held: one.held + other.held,
  taken: one.taken + other.taken,
});

export const isMovement = ({ held, taken }: SeatMovement): boolean => held !== 0 || taken !== 0;
