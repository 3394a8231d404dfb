import type { ChargeAnswer } from '#contracts';
import { paidBy, type PaymentsOfRegistration } from './payments-of-registration.js';

/** What a request for money is told, as far as it is decided; undefined while nobody knows. */
export function answerTo(state: PaymentsOfRegistration, paymentId: string): ChargeAnswer | undefined {
  const paid = paidBy(state);
  if (paid) return { outcome: 'COMPLETED', payment: paid };

  const asked = state.attempts.find((payment) => payment.id === paymentId);
  if (asked?.status === 'DECLINED') return { outcome: 'DECLINED', payment: asked };
  if (state.overSince !== null) return { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' };
  if (!asked || (asked.status === 'PENDING' && asked.cancelRequestedAt === null)) return undefined;
  return { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' };
}
