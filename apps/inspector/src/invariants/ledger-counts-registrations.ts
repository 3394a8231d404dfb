import { when, type Invariant } from './invariant.js';
import type { LectureDossier } from './things.js';

export const ledgerCountsRegistrations: Invariant<LectureDossier> = {
  numbers: ['6', 'F3'],
  rule: 'The seats held and taken of a lecture are its registrations that await payment and that are confirmed, counted.',
  broken({ id, ledger, awaiting, confirmed }) {
    const counted = `${awaiting} await payment and ${confirmed} are confirmed`;
    if (!ledger) return when(awaiting + confirmed > 0, `the seat ledger has no lecture ${id}, and ${counted}`);
    const { held, taken } = ledger;
    const isSo = held === awaiting && taken === confirmed;
    return when(!isSo, `the seat ledger has ${held} held and ${taken} taken of lecture ${id}, and ${counted}`);
  },
};
