import type { Charge, StoredPayment, RegistrationDossier } from './records.js';
import { type Invariant, isOverdue, when } from './invariant.js';

const PAID: Record<string, string | undefined> = { CONFIRMED: 'confirmed', AWAITING_APPROVAL: 'awaiting approval' };

const mustBePaid = ({ status }: { status: string }): boolean => PAID[status] !== undefined;

export const confirmedMeansPaid: Invariant<RegistrationDossier> = {
  numbers: ['2', '15', 'F1'],
  rule: 'A registration is confirmed or awaits approval only with exactly one completed, unrefunded payment of its full fee, or with a fee of 0.',
  broken({ registration, payments }) {
    if (!registration || !mustBePaid(registration)) return [];
    const { id, fee, paymentId } = registration;
    const paying = payments.filter(({ status, cancelRequestedAt }) => status === 'COMPLETED' && !cancelRequestedAt);
    if (fee.amount === 0) return when(paying.length > 0, `registration ${id} is free, and was paid for`);
    const [payment, second] = paying;
    if (!payment) return [`registration ${id} is ${PAID[registration.status]} without a completed payment`];
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

export const completedPaymentsHaveConfirmedRegistrations: Invariant<RegistrationDossier> = {
  numbers: ['4', 'F2'],
  rule: 'A completed payment belongs to a registration that is confirmed or awaits approval; otherwise it becomes canceled.',
  broken({ id, registration, payments }) {
    if (registration && mustBePaid(registration)) return [];
    const state = registration ? `which is ${registration.status}` : 'which does not exist';
    return payments
      .filter(({ status }) => status === 'COMPLETED')
      .map((payment) => `payment ${payment.id} is completed, and belongs to registration ${id}, ${state}`);
  },
};

export const registrationsAreChargedOnce: Invariant<RegistrationDossier> = {
  numbers: ['5', 'F2'],
  rule: 'The provider holds the money of at most one payment per registration, and payment and provider agree on each.',
  broken({ id, payments }) {
    const captured = payments.filter(({ status, provider }) => status !== 'CANCELED' && provider?.state === 'CAPTURED');
    return [
      ...when(
        captured.length > 1,
        `registration ${id} is charged ${captured.length} times: payments ${captured.map((payment) => payment.id).join(', ')}`,
      ),
      ...payments.flatMap(providerMismatch),
    ];
  },
};

const EXPECTED: Record<string, string[] | undefined> = {
  COMPLETED: ['CAPTURED'],
  DECLINED: ['DECLINED'],
  CANCELED: ['VOIDED', 'REFUNDED'],
};

function providerMismatch(payment: StoredPayment): string[] {
  const { id, status, amount, provider } = payment;
  if (status === 'PENDING') return []; // Still in progress: paymentsAreSettledInTime limits for how long.
  const entry = provider?.state ?? 'nothing';
  const expected = EXPECTED[status];
  if (expected && !expected.includes(entry) && !isDuringRefund(payment, entry)) {
    return [`payment ${id} is ${status}, and the provider's ledger says ${entry}`];
  }
  const differs = provider?.state === 'CAPTURED' && provider.amount !== amount.amount;
  return when(differs, `payment ${id} is of ${amount.amount}, and the provider took ${provider?.amount}`);
}

function isDuringRefund({ status, cancelRequestedAt, refundDue }: StoredPayment, entry: string): boolean {
  if (status === 'COMPLETED') return entry === 'REFUNDED' && (cancelRequestedAt !== null || refundDue !== undefined);
  return status === 'CANCELED' && entry === 'CAPTURED' && refundDue !== undefined;
}

export const paymentsAreSettledInTime: Invariant<RegistrationDossier> = {
  numbers: ['4', 'F10'],
  rule: 'No payment is pending, voided or refunded for longer than its registration awaits it.',
  broken({ registration, payments, paymentNow }, { now, graceMs }) {
    const at = { now: paymentNow ?? now, graceMs };
    const isAwaited = registration?.status === 'AWAITING_PAYMENT';
    return payments.filter(isOpen).flatMap((payment) => {
      const { id, status, nextCheckAt, cancelRequestedAt } = payment;
      const what = cancelRequestedAt ? `${status}, its cancellation requested at ${cancelRequestedAt}` : status;
      if (nextCheckAt === null)
        return [`payment ${id} is ${what}, and no further check with the provider is scheduled`];
      if (!isAwaited) return [`payment ${id} is ${what}, and its registration ${payment.registrationId} is settled`];
      return when(isOverdue(nextCheckAt, at), `payment ${id} is ${what}, and was to be settled at ${nextCheckAt}`);
    });
  },
};

const isOpen = ({ status, cancelRequestedAt, refunded, refundDue }: StoredPayment): boolean =>
  status === 'PENDING' ||
  (status === 'COMPLETED' && (cancelRequestedAt !== null || (refunded?.amount ?? 0) < (refundDue?.amount ?? 0)));

export const refundsMatch: Invariant<RegistrationDossier> = {
  numbers: ['18', 'F2'],
  rule: 'What the registration publishes as due, what payment has refunded and what the provider has refunded are equal, and at most what was paid.',
  broken({ registration, payments }) {
    return payments
      .filter((payment) => payment.completedAt !== null && !isOpen(payment))
      .flatMap((payment) => {
        const { id, amount, provider } = payment;
        const published = registration?.paymentId === id ? registration.refundDue?.amount : undefined;
        const refunded = refundOf(payment);
        const due = published ?? payment.refundDue?.amount ?? refunded;
        const byProvider = provider?.state === 'REFUNDED' ? provider.amount : (provider?.refunded ?? 0);
        return [
          ...when(due > amount.amount, `payment ${id} is of ${amount.amount}, and ${due} is due back`),
          ...when(due !== refunded, `of payment ${id}, ${due} is due back, and ${refunded} is refunded`),
          ...when(
            refunded !== byProvider,
            `of payment ${id}, ${refunded} is refunded, and the provider has refunded ${byProvider}`,
          ),
        ];
      });
  },
};

function refundOf({ status, amount, refunded, refundDue }: StoredPayment): number {
  const isWhole = status === 'CANCELED' && !refundDue;
  return refunded?.amount ?? (isWhole ? amount.amount : 0);
}

export const chargesHavePayments: Invariant<Charge> = {
  numbers: ['5', 'F2'],
  rule: "Every charge in the provider's ledger belongs to a payment.",
  broken: ({ key, state, isKnown }) =>
    when(!isKnown, `the provider has ${state} the key ${key}, which belongs to no payment`),
};
