import { when, type Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

const OVER = ['PAYMENT_DECLINED', 'EXPIRED', 'CANCELED'];

export const paymentKnowsWhatIsOver: Invariant<RegistrationDossier> = {
  numbers: ['10'],
  rule: 'Payment knows of each registration whether it is over.',
  broken({ id, registration, overSince }) {
    if (!registration) return [];
    const { status } = registration;
    return OVER.includes(status)
      ? when(!overSince, `registration ${id} is ${status}, and payment does not know that it is over`)
      : when(Boolean(overSince), `registration ${id} is ${status}, and payment takes it as over since ${overSince}`);
  },
};
