import { money } from '../format.js';
import { m } from '../messages/messages.js';
import { numberOf, type Seat, type SeatLook, type SeatRow } from './selection.js';

export function lookText(look: SeatLook): string {
  const texts: Record<SeatLook, () => string> = {
    free: m.seat_free,
    chosen: m.seat_chosen,
    mine: m.seat_mine,
    lost: m.seat_lost,
    held: m.seat_held,
    taken: m.seat_taken,
    blocked: m.seat_blocked,
    elsewhere: m.seat_elsewhere,
  };
  return texts[look]();
}

/** What a seat that cannot be chosen shows instead of its number, so that color alone means nothing. */
export const SIGNS: Partial<Record<SeatLook, string>> = {
  chosen: '✓',
  mine: '★',
  lost: '!',
  held: '…',
  taken: '✕',
  blocked: '',
};

const hintTexts: Record<string, () => string> = { aisle: m.seat_aisle, accessible: m.seat_accessible };

export const hintsOf = ({ hints }: Seat): string[] => hints.flatMap((hint) => hintTexts[hint]?.() ?? []);

/** As a screen reader says it: row, number, fee, state, and what is special about the seat. */
export const seatName = (seat: Seat, row: SeatRow, look: SeatLook): string =>
  [
    m.seat_name({ row: row.label, seat: numberOf(seat, row), fee: money(row.fee) }),
    lookText(look),
    ...hintsOf(seat),
  ].join(', ');
