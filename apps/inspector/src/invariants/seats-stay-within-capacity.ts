import { when, type Invariant } from './invariant.js';
import type { LectureDossier } from './things.js';

/** A lowered capacity evicts nobody: more may be given out than there are now, but never more than there ever were. */
export const seatsStayWithinCapacity: Invariant<LectureDossier> = {
  numbers: ['1', 'F3'],
  rule: 'No seat is given out while held + taken reach the capacity.',
  broken({ id, ledger, lecture, highestCapacity }) {
    if (!ledger) return [];
    const { held, taken, capacity } = ledger;
    const given = held + taken;
    const ever = (lecture?.version ?? 1) === 1 ? capacity : (highestCapacity ?? Infinity);
    return [
      ...when(given > Math.max(capacity, ever), `lecture ${id} has ${capacity} seats, and ${given} are given out`),
      ...when(held < 0 || taken < 0, `lecture ${id} has ${held} seats held and ${taken} taken`),
    ];
  },
};
