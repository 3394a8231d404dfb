import { when, type Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

const LIVE = ['AWAITING_PAYMENT', 'CONFIRMED'];

export const liveRegistrationsHoldTheirSlot: Invariant<RegistrationDossier> = {
  numbers: ['3', 'F4'],
  rule: 'A live registration holds the slot of its student and lecture, one that is over holds none.',
  broken({ registration }) {
    if (!registration) return [];
    const { id, status, studentId, lectureId, liveSlot } = registration;
    const due = LIVE.includes(status) ? `${studentId}:${lectureId}` : null;
    return when(liveSlot !== due, `registration ${id} is ${status}, and its slot is ${liveSlot ?? 'free'}`);
  },
};
