import { when, type Invariant } from './invariant.js';
import type { KeptPayment, RegistrationDossier } from './things.js';

export const moneyIsTakenOnce: Invariant<RegistrationDossier> = {
  numbers: ['5', 'F2'],
  rule: 'The provider holds the money of at most one payment per registration, and payment and provider agree on each.',
  broken({ id, payments }) {
    const captured = payments.filter(({ provider }) => provider?.state === 'CAPTURED');
    return [
      ...when(
        captured.length > 1,
        `registration ${id} is charged ${captured.length} times: payments ${captured.map((payment) => payment.id).join(', ')}`,
      ),
      ...payments.flatMap(disagreement),
    ];
  },
};

const EXPECTED = { COMPLETED: ['CAPTURED'], DECLINED: ['DECLINED'], CANCELED: ['VOIDED', 'REFUNDED'] };

function disagreement({ id, status, amount, provider, cancelRequestedAt }: KeptPayment): string[] {
  if (status === 'PENDING') return []; // Not yet asked, or not yet heard: another rule says how long.
  const books = provider?.state ?? 'nothing';
  const isBeingRefunded = status === 'COMPLETED' && cancelRequestedAt !== null && books === 'REFUNDED';
  if (!EXPECTED[status].includes(books) && !isBeingRefunded) {
    return [`payment ${id} is ${status}, and the provider's books say ${books}`];
  }
  const differs = provider?.state === 'CAPTURED' && provider.amount !== amount.amount;
  return when(differs, `payment ${id} is of ${amount.amount}, and the provider took ${provider?.amount}`);
}
