import type { Payment } from '#contracts';
import { isCurrentAttempt } from './attempts.js';
import { decideExpire, isOverdue } from './hold.js';
import { became, unchanged, type Decision, type RegistrationState } from './registration.js';

/** Money captured for this registration, all of the fee, and not on its way back. */
const pays = (payment: Payment, { id, fee }: RegistrationState): boolean =>
  payment.registrationId === id &&
  payment.status === 'COMPLETED' &&
  payment.cancelRequestedAt === null &&
  payment.amount.amount === fee.amount &&
  payment.amount.currency === fee.currency;

/** Any attempt's money confirms, told by whichever comes first, answer or event. It comes too late for what is over. */
export function decideConfirm(state: RegistrationState, payment: Payment, now: Date): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  if (state.status !== 'AWAITING_PAYMENT' || !pays(payment, state)) return unchanged(state);
  return became('registration.confirmed', state, {
    status: 'CONFIRMED',
    paymentId: payment.id,
    holdExpiresAt: null,
    confirmedAt: now.toISOString(),
  });
}

/** Only the current attempt's decline declines: an older card's refusal says nothing about the newer card. */
export function decideDecline(state: RegistrationState, payment: Payment, now: Date): Decision {
  if (isOverdue(state, now)) return decideExpire(state, now);
  if (payment.status !== 'DECLINED' || !isCurrentAttempt(state, payment.id)) return unchanged(state);
  return became('registration.declined', state, {
    status: 'PAYMENT_DECLINED',
    paymentId: payment.id,
    holdExpiresAt: null,
    endedAt: now.toISOString(),
  });
}
