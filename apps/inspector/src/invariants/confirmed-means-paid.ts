import { when, type Invariant } from './invariant.js';
import type { RegistrationDossier } from './things.js';

export const confirmedMeansPaid: Invariant<RegistrationDossier> = {
  numbers: ['2', 'F1'],
  rule: 'A registration is confirmed only with exactly one completed, unrefunded payment of its full fee, or with a fee of 0.',
  broken({ registration, payments }) {
    if (registration?.status !== 'CONFIRMED') return [];
    const { id, fee, paymentId } = registration;
    const paying = payments.filter(({ status, cancelRequestedAt }) => status === 'COMPLETED' && !cancelRequestedAt);
    if (fee.amount === 0) return when(paying.length > 0, `registration ${id} is free, and was paid for`);
    const [payment, second] = paying;
    if (!payment) return [`registration ${id} is confirmed without a completed payment`];
    return [
      ...when(second !== undefined, `registration ${id} is paid for more than once`),
      ...when(
        payment.id !== paymentId,
        `registration ${id} names the payment ${paymentId}, and is paid by ${payment.id}`,
      ),
      ...when(
        payment.amount.amount !== fee.amount,
        `registration ${id} costs ${fee.amount}, and payment ${payment.id} is of ${payment.amount.amount}`,
      ),
    ];
  },
};
