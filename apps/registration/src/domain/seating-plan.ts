import { seatLabel, type SeatingPlan } from '#contracts';
import type { Seat } from './seats.js';

export interface PlannedSeat extends Seat {
  blocked: boolean;
  hints: string[];
}

/** In reading order. A position is left out at an aisle and between two rows, so that only neighbors have consecutive ones. */
export function plannedSeats({ rows }: SeatingPlan): PlannedSeat[] {
  const seats: PlannedSeat[] = [];
  let position = 0;
  for (const row of rows) {
    const { blocked = [], accessible = [], aisleAfter = [] } = row;
    position += 1;
    for (let number = 1; number <= row.seats; number += 1) {
      position += aisleAfter.includes(number - 1) ? 2 : 1;
      const isAtAisle = aisleAfter.includes(number) || aisleAfter.includes(number - 1);
      seats.push({
        label: seatLabel(row.label, number),
        row: row.label,
        position,
        fee: row.fee ?? null,
        blocked: blocked.includes(number),
        hints: [...(isAtAisle ? ['aisle'] : []), ...(accessible.includes(number) ? ['accessible'] : [])],
      });
    }
  }
  return seats;
}
