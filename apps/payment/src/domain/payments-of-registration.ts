import type { NewEvent, Payment } from '#contracts';

/** All payments of one registration, and since when the registration is over. Captured and over are decided here, one after the other. */
export interface PaymentsOfRegistration {
  readonly registrationId: string;
  readonly overSince: string | null;
  readonly attempts: readonly Payment[];
}

export type PaymentEvent = NewEvent<'payment.completed' | 'payment.declined' | 'payment.canceled'>;

/** What a decision changes: the next state, and what the public is told. */
export interface Decision {
  readonly state: PaymentsOfRegistration;
  readonly events: readonly PaymentEvent[];
  /** The card token to keep, sealed, until its attempt is settled. */
  readonly cardToken?: { readonly paymentId: string; readonly token: string };
}

export const noPayments = (registrationId: string): PaymentsOfRegistration => ({
  registrationId,
  overSince: null,
  attempts: [],
});

/** The payment that pays for the registration: captured, and nobody wants the money back. */
export const paidBy = ({ attempts }: PaymentsOfRegistration): Payment | undefined =>
  attempts.find((payment) => payment.status === 'COMPLETED' && payment.cancelRequestedAt === null);

/** Whether the provider still owes an answer about this payment: was it captured, is it voided, is it refunded? */
export const isOpen = (payment: Payment): boolean => payment.status === 'PENDING' || isToBeUndone(payment);

/** Whether it waits to be voided or refunded. */
export const isToBeUndone = ({ status, cancelRequestedAt }: Payment): boolean =>
  cancelRequestedAt !== null && (status === 'PENDING' || status === 'COMPLETED');

/** The attempt with one step done to it; `undefined` from `step` leaves it as it is. */
export function stepped(
  state: PaymentsOfRegistration,
  step: (payment: Payment) => Partial<Payment> | undefined,
): PaymentsOfRegistration {
  const attempts = state.attempts.map((payment) => {
    const change = step(payment);
    return change ? { ...payment, ...change, version: payment.version + 1 } : payment;
  });
  return attempts.some((payment, i) => payment !== state.attempts[i]) ? { ...state, attempts } : state;
}

/** The decision that leads from `before` to `after`; a pending payment is nobody's business yet. */
export function decided(before: PaymentsOfRegistration, after: PaymentsOfRegistration): Decision {
  const changed = after.attempts.filter((payment) => !before.attempts.includes(payment));
  return { state: after, events: changed.flatMap((payment) => publishedState(payment) ?? []) };
}

/** The event that carries a payment's present state, undefined while it is private. */
export function publishedState(payment: Payment): PaymentEvent | undefined {
  const told = { subject: payment.id, sequence: payment.version, data: payment };
  switch (payment.status) {
    case 'PENDING':
      return undefined;
    case 'COMPLETED':
      return { name: 'payment.completed', ...told };
    case 'DECLINED':
      return { name: 'payment.declined', ...told };
    case 'CANCELED':
      return { name: 'payment.canceled', ...told };
  }
}
