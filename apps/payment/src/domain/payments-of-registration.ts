import type { NewEvent, Payment } from '#contracts';

/** All payments of one registration: the consistency boundary for "captured" and "registration ended". */
export interface PaymentsOfRegistration {
  readonly registrationId: string;
  readonly overSince: string | null;
  readonly attempts: readonly Payment[];
}

export type PaymentEvent = NewEvent<'payment.completed' | 'payment.declined' | 'payment.canceled'>;

export interface Decision {
  readonly state: PaymentsOfRegistration;
  readonly events: readonly PaymentEvent[];
  /** The card token to store, encrypted, until its attempt is settled. */
  readonly cardToken?: { readonly paymentId: string; readonly token: string };
}

export const noPayments = (registrationId: string): PaymentsOfRegistration => ({
  registrationId,
  overSince: null,
  attempts: [],
});

/** The payment that pays for the registration: captured, with no refund requested. */
export const paidBy = ({ attempts }: PaymentsOfRegistration): Payment | undefined =>
  attempts.find((payment) => payment.status === 'COMPLETED' && payment.cancelRequestedAt === null);

export const isOpen = (payment: Payment): boolean => payment.status === 'PENDING' || isCancelPending(payment);

export const isCancelPending = ({ status, cancelRequestedAt }: Payment): boolean =>
  cancelRequestedAt !== null && (status === 'PENDING' || status === 'COMPLETED');

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
  return { state: after, events: changed.flatMap((payment) => currentEventOf(payment) ?? []) };
}

/** The event that carries a payment's current state; undefined while it is PENDING, which is never published. */
export function currentEventOf(payment: Payment): PaymentEvent | undefined {
  const event = { subject: payment.id, sequence: payment.version, data: payment };
  switch (payment.status) {
    case 'COMPLETED':
      return { name: 'payment.completed', ...event };
    case 'DECLINED':
      return { name: 'payment.declined', ...event };
    case 'CANCELED':
      return { name: 'payment.canceled', ...event };
    case 'PENDING':
    default:
      return undefined;
  }
}
