import type { Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

export const completedPaymentsHaveTheirRegistration: Invariant<RegistrationDossier> = {
  numbers: ['4', 'F2'],
  rule: 'A completed payment belongs to a confirmed registration; otherwise it becomes canceled.',
  broken({ id, registration, payments }) {
    if (registration?.status === 'CONFIRMED') return [];
    const state = registration ? `which is ${registration.status}` : 'which does not exist';
    return payments
      .filter(({ status }) => status === 'COMPLETED')
      .map((payment) => `payment ${payment.id} is completed, and belongs to registration ${id}, ${state}`);
  },
};
