import { isLongPast, when, type Invariant } from './invariant.js';
import type { KeptPayment, RegistrationDossier } from './things.js';

export const paymentsAreSettledInTime: Invariant<RegistrationDossier> = {
  numbers: ['4', 'F10'],
  rule: 'No payment is pending, voided or refunded for longer than its registration awaits it.',
  broken({ registration, payments }, at) {
    const isAwaited = registration?.status === 'AWAITING_PAYMENT';
    return payments.filter(isOpen).flatMap((payment) => {
      const { id, status, nextCheckAt, cancelRequestedAt } = payment;
      const what = cancelRequestedAt ? `${status}, its cancellation requested at ${cancelRequestedAt}` : status;
      if (nextCheckAt === null) return [`payment ${id} is ${what}, and nobody will ask the provider about it`];
      if (!isAwaited) return [`payment ${id} is ${what}, and its registration ${payment.registrationId} is settled`];
      return when(isLongPast(nextCheckAt, at), `payment ${id} is ${what}, and was to be settled at ${nextCheckAt}`);
    });
  },
};

const isOpen = ({ status, cancelRequestedAt }: KeptPayment): boolean =>
  status === 'PENDING' || (status === 'COMPLETED' && cancelRequestedAt !== null);
