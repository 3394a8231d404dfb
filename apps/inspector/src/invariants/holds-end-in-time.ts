import { isLongPast, when, type Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

export const holdsEndInTime: Invariant<RegistrationDossier> = {
  numbers: ['F3', 'F10'],
  rule: 'No registration awaits its payment after its hold is over.',
  broken({ registration }, at) {
    if (registration?.status !== 'AWAITING_PAYMENT') return [];
    const { id, holdExpiresAt } = registration;
    if (holdExpiresAt === null) return [`registration ${id} awaits payment without a hold`];
    return when(
      isLongPast(holdExpiresAt, at),
      `registration ${id} awaits payment, and its hold ended at ${holdExpiresAt}`,
    );
  },
};
