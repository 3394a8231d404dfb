import { difference } from './difference.js';
import type { Invariant } from './invariant.js';
import type { LectureDossier } from './things.js';

export const ledgerKnowsTheLectures: Invariant<LectureDossier> = {
  numbers: ['10'],
  rule: "The seat ledger's facts of each lecture are its last published state.",
  broken({ id, lecture, ledger }) {
    if (!lecture) return ledger ? [`the seat ledger has lecture ${id}, which does not exist`] : [];
    if (!ledger) return [`the seat ledger does not know lecture ${id}`];
    const { lectureId: _id, held: _held, taken: _taken, ...facts } = ledger;
    const { status, title, fee, capacity, version } = lecture;
    const differences = difference(facts, { status, title, fee: fee.amount, capacity, sequence: version });
    return differences.length > 0 ? [`the seat ledger has lecture ${id} with ${differences.join(', ')}`] : [];
  },
};
