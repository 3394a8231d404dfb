import { Rejection, type NewEvent, type PaymentDeferred, type Registration } from '#contracts';
import { requireFreeSeat, type SeatLedgerEntry } from './seat-ledger.js';

export interface RegistrationState extends Registration {
  attempt: Attempt | null;
}

export interface Attempt {
  number: number;
  paymentId: string;
  deferred: PaymentDeferred | null;
}

export type RegistrationEvent = NewEvent<Extract<NewEvent['name'], `registration.${string}`>>;

/** The result of a command: the new state, its events, and a rejection that is thrown after they have been stored. */
export interface Decision {
  state: RegistrationState;
  events: RegistrationEvent[];
  rejection?: Rejection;
}

export interface SeatRequest {
  registrationId: string;
  paymentId: string;
  studentId: string;
  holdMinutes: number;
  withPayment: boolean;
}

/** A free lecture is confirmed immediately; the fee is frozen. @throws INVALID_REQUEST, LECTURE_NOT_OPEN, LECTURE_FULL */
export function decideRequest(lecture: SeatLedgerEntry, request: SeatRequest, now: Date): Decision {
  if (lecture.fee.amount > 0 && !request.withPayment) throw paymentMissing();
  requireFreeSeat(lecture, now);
  const state = lecture.fee.amount === 0 ? freeSeat(lecture, request, now) : heldSeat(lecture, request, now);
  return { state, events: [eventOf(state.attempt ? 'registration.requested' : 'registration.confirmed', state)] };
}

const paymentMissing = () =>
  new Rejection('INVALID_REQUEST', {
    variant: 'payment-missing',
    errors: [{ pointer: '/payment', detail: 'is required unless the lecture is free' }],
  });

const heldSeat = (lecture: SeatLedgerEntry, request: SeatRequest, now: Date): RegistrationState => ({
  ...newRegistration(lecture, request, now),
  status: 'AWAITING_PAYMENT',
  paymentId: request.paymentId,
  attempt: { number: 1, paymentId: request.paymentId, deferred: null },
  holdExpiresAt: new Date(now.getTime() + request.holdMinutes * 60_000).toISOString(),
  confirmedAt: null,
});

const freeSeat = (lecture: SeatLedgerEntry, request: SeatRequest, now: Date): RegistrationState => ({
  ...newRegistration(lecture, request, now),
  status: 'CONFIRMED',
  paymentId: null,
  attempt: null,
  holdExpiresAt: null,
  confirmedAt: now.toISOString(),
});

const newRegistration = (
  { lectureId, fee }: SeatLedgerEntry,
  { registrationId, studentId }: SeatRequest,
  now: Date,
) => ({
  id: registrationId,
  lectureId,
  studentId,
  fee,
  cancelReason: null,
  requestedAt: now.toISOString(),
  endedAt: null,
  version: 1,
});

export function transition(
  name: RegistrationEvent['name'],
  state: RegistrationState,
  changes: Partial<RegistrationState>,
): Decision {
  const next = { ...state, ...changes, version: state.version + 1 };
  return { state: next, events: [eventOf(name, next)] };
}

export const unchanged = (state: RegistrationState): Decision => ({ state, events: [] });

export const isLive = ({ status }: Pick<Registration, 'status'>): boolean =>
  status === 'AWAITING_PAYMENT' || status === 'CONFIRMED';

export const publicStateOf = ({ attempt: _attempt, ...registration }: RegistrationState): Registration => registration;

const eventOf = (name: RegistrationEvent['name'], state: RegistrationState): RegistrationEvent => ({
  name,
  subject: state.id,
  sequence: state.version,
  data: publicStateOf(state),
});

export function currentEventOf(state: RegistrationState): RegistrationEvent {
  switch (state.status) {
    case 'AWAITING_PAYMENT':
      return eventOf(state.version === 1 ? 'registration.requested' : 'registration.payment-deferred', state);
    case 'CONFIRMED':
      return eventOf('registration.confirmed', state);
    case 'PAYMENT_DECLINED':
      return eventOf('registration.declined', state);
    case 'EXPIRED':
      return eventOf('registration.expired', state);
    case 'CANCELED':
      return eventOf('registration.canceled', state);
  }
}
