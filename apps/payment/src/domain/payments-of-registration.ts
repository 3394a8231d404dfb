import type { NewEvent, Payment } from '#contracts';

/** All payments of one registration: the consistency boundary for "captured" and "registration ended". */
export interface PaymentsOfRegistration {
  readonly registrationId: string;
  readonly overSince: string | null;
  readonly refund: RefundOfRegistration | null;
  readonly attempts: readonly Payment[];
}

/** The highest total to refund that the registration has published, and the payment that it belongs to. */
export interface RefundOfRegistration {
  readonly paymentId: string;
  readonly due: number;
  /** The total after the step that the provider was or will be asked for; null between two steps. */
  readonly step: number | null;
}

export type PaymentEvent = NewEvent<'payment.completed' | 'payment.declined' | 'payment.refunded' | 'payment.canceled'>;

export interface Decision {
  readonly state: PaymentsOfRegistration;
  readonly events: readonly PaymentEvent[];
  /** The card token to store, encrypted, until its attempt is settled. */
  readonly cardToken?: { readonly paymentId: string; readonly token: string };
}

export const noPayments = (registrationId: string): PaymentsOfRegistration => ({
  registrationId,
  overSince: null,
  refund: null,
  attempts: [],
});

/** The payment that pays for the registration: captured, with no refund requested. */
export const paidBy = ({ attempts }: PaymentsOfRegistration): Payment | undefined =>
  attempts.find((payment) => payment.status === 'COMPLETED' && payment.cancelRequestedAt === null);

export const isOpen = (payment: Payment): boolean => payment.status === 'PENDING' || isRefundPending(payment);

export const isCancelPending = ({ status, cancelRequestedAt }: Payment): boolean =>
  cancelRequestedAt !== null && (status === 'PENDING' || status === 'COMPLETED');

export const isRefundPending = (payment: Payment): boolean =>
  payment.status === 'COMPLETED' && refundedOf(payment) < dueOf(payment);

export const refundedOf = ({ refunded }: Payment): number => refunded?.amount ?? 0;

/** Without a total from its registration, a payment is refunded in full once its end is requested. */
export function dueOf({ refundDue, cancelRequestedAt, amount }: Payment): number {
  if (refundDue) return refundDue.amount;
  return cancelRequestedAt === null ? 0 : amount.amount;
}

export function updateAttempts(
  state: PaymentsOfRegistration,
  step: (payment: Payment) => Partial<Payment> | undefined,
): PaymentsOfRegistration {
  const attempts = state.attempts.map((payment) => {
    const change = step(payment);
    return change ? { ...payment, ...change, version: payment.version + 1 } : payment;
  });
  return attempts.some((payment, i) => payment !== state.attempts[i]) ? { ...state, attempts } : state;
}

export function decisionFrom(before: PaymentsOfRegistration, after: PaymentsOfRegistration): Decision {
  const changed = after.attempts.filter((payment) => !before.attempts.includes(payment));
  const earlierOf = ({ id }: Payment) => before.attempts.find((payment) => payment.id === id);
  return { state: after, events: changed.flatMap((payment) => currentEventOf(payment, earlierOf(payment)) ?? []) };
}

/** The event that carries a payment's current state; undefined while it is PENDING, which is never published. */
export function currentEventOf(payment: Payment, earlier?: Payment): PaymentEvent | undefined {
  const event = { subject: payment.id, sequence: payment.version, data: payment };
  switch (payment.status) {
    case 'COMPLETED':
      return refundedOf(payment) > (earlier ? refundedOf(earlier) : 0)
        ? { name: 'payment.refunded', ...event }
        : { name: 'payment.completed', ...event };
    case 'DECLINED':
      return { name: 'payment.declined', ...event };
    case 'CANCELED':
      return { name: 'payment.canceled', ...event };
    case 'PENDING':
    default:
      return undefined;
  }
}
