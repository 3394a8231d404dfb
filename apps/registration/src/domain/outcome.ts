import type { PaymentDeferred } from '#contracts';
import { holdExpired, paymentDeclined, registrationOver } from './refusals.js';
import type { RegistrationState } from './registration.js';

/** How a student's request for a paid seat stands: confirmed, or still awaiting its payment and why. */
export interface Outcome {
  registration: RegistrationState;
  deferred: PaymentDeferred | null;
}

/**
 * The present answer to a request that was made once, however often it is asked.
 * @param why the reason to give while the payment is awaited, where the attempt itself knows none
 * @throws PAYMENT_DECLINED, HOLD_EXPIRED, REGISTRATION_OVER
 */
export function outcomeOf(registration: RegistrationState, why: PaymentDeferred): Outcome {
  switch (registration.status) {
    case 'CONFIRMED':
      return { registration, deferred: null };
    case 'AWAITING_PAYMENT':
      return { registration, deferred: why };
    case 'PAYMENT_DECLINED':
      throw paymentDeclined(registration.id);
    case 'EXPIRED':
      throw holdExpired();
    case 'CANCELED':
      throw registrationOver();
  }
}
