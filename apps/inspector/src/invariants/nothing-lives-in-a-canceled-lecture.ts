import { when, type Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

const LIVE = ['AWAITING_PAYMENT', 'CONFIRMED'];

export const nothingLivesInACanceledLecture: Invariant<RegistrationDossier> = {
  numbers: ['7'],
  rule: 'No live registration exists for a canceled lecture.',
  broken({ registration }) {
    if (!registration) return [];
    const { id, status, lectureId, lectureStatus } = registration;
    const lives = lectureStatus === 'CANCELED' && LIVE.includes(status);
    return when(lives, `registration ${id} is ${status}, and its lecture ${lectureId} is canceled`);
  },
};
