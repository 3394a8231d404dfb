import { refuseUnlessSeatFree, type LedgerRow } from './lecture-facts.js';
import { paymentMissing } from './refusals.js';
import { eventOf, type Decision, type RegistrationState } from './registration.js';

export interface SeatRequest {
  registrationId: string;
  paymentId: string;
  studentId: string;
  holdMinutes: number;
  /** Whether the student said how to pay; not asked for where the lecture is free. */
  withPayment: boolean;
}

/**
 * A seat is held until it is paid for; where nothing is to be paid it is taken at once. The fee is frozen now.
 * @throws INVALID_REQUEST without a payment for a fee, LECTURE_NOT_OPEN, LECTURE_FULL
 */
export function decideRequest(lecture: LedgerRow, request: SeatRequest, now: Date): Decision {
  if (lecture.fee.amount > 0 && !request.withPayment) throw paymentMissing();
  refuseUnlessSeatFree(lecture);
  const state = lecture.fee.amount === 0 ? freeSeat(lecture, request, now) : heldSeat(lecture, request, now);
  return { state, events: [eventOf(state.attempt ? 'registration.requested' : 'registration.confirmed', state)] };
}

const heldSeat = (lecture: LedgerRow, request: SeatRequest, now: Date): RegistrationState => ({
  ...newRegistration(lecture, request, now),
  status: 'AWAITING_PAYMENT',
  paymentId: request.paymentId,
  attempt: { number: 1, paymentId: request.paymentId, deferred: null },
  holdExpiresAt: new Date(now.getTime() + request.holdMinutes * 60_000).toISOString(),
  confirmedAt: null,
});

const freeSeat = (lecture: LedgerRow, request: SeatRequest, now: Date): RegistrationState => ({
  ...newRegistration(lecture, request, now),
  status: 'CONFIRMED',
  paymentId: null,
  attempt: null,
  holdExpiresAt: null,
  confirmedAt: now.toISOString(),
});

const newRegistration = ({ lectureId, fee }: LedgerRow, { registrationId, studentId }: SeatRequest, now: Date) => ({
  id: registrationId,
  lectureId,
  studentId,
  fee,
  cancelReason: null,
  requestedAt: now.toISOString(),
  endedAt: null,
  version: 1,
});
