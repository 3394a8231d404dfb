import {
  countOfPlaces,
  type Approval,
  type CancelReason,
  type CancelRequest,
  type Place,
  type RefundTier,
  type RegistrationStatus,
} from '#contracts';
import { InstantColumn } from '#persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { pendingRequest } from '../domain/cancel-request.js';
import { isLive, type Attempt, type Deferral, type RegistrationState } from '../domain/registration.js';

@Entity('registration')
export class RegistrationRow {
  @PrimaryColumn({ type: 'char', length: 36 })
  id: string;

  @Column({ name: 'lecture_id', type: 'char', length: 36 })
  lectureId: string;

  @Column({ name: 'student_id', type: 'varchar', length: 128 })
  studentId: string;

  @Column({ type: 'varchar', length: 20 })
  status: RegistrationStatus;

  @Column({ name: 'cancel_reason', type: 'varchar', length: 20, nullable: true })
  cancelReason: CancelReason | null;

  @Column({ name: 'cancel_note', type: 'varchar', length: 500, nullable: true })
  cancelNote: string | null;

  @Column({ name: 'fee_amount', type: 'int' })
  feeAmount: number;

  @Column({ name: 'fee_currency', type: 'char', length: 3 })
  feeCurrency: 'KRW';

  @Column({ name: 'payment_id', type: 'char', length: 36, nullable: true })
  paymentId: string | null;

  @Column({ name: 'attempt_number', type: 'int', nullable: true })
  attemptNumber: number | null;

  @Column({ name: 'attempt_payment_id', type: 'char', length: 36, nullable: true })
  attemptPaymentId: string | null;

  @Column({ name: 'attempt_deferred', type: 'varchar', length: 20, nullable: true })
  attemptDeferred: Deferral | null;

  @InstantColumn({ name: 'hold_expires_at', nullable: true })
  holdExpiresAt: Date | null;

  @InstantColumn({ name: 'requested_at' })
  requestedAt: Date;

  @InstantColumn({ name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @InstantColumn({ name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column({ type: 'int' })
  version: number;

  /** Counts every write, also those without an event: the optimistic lock. */
  @Column({ type: 'int' })
  revision: number;

  /** `studentId:lectureId` while the registration is live, null once it has ended. Unique. */
  @Column({ name: 'live_slot', type: 'varchar', length: 165, nullable: true })
  liveSlot: string | null;

  @Column({ name: 'hold_slot', type: 'int', nullable: true })
  holdSlot: number | null;

  @InstantColumn({ name: 'first_session_at', nullable: true })
  firstSessionAt: Date | null;

  @Column({ name: 'refund_tiers', type: 'text', nullable: true })
  refundTiers: string | null;

  @Column({ name: 'refund_due', type: 'int', nullable: true })
  refundDue: number | null;

  @Column({ name: 'declined_attempts', type: 'int', nullable: true })
  declinedAttempts: number | null;

  @Column({ name: 'approval_hours', type: 'double', nullable: true })
  approvalHours: number | null;

  @InstantColumn({ name: 'lecture_ends_at', nullable: true })
  lectureEndsAt: Date | null;

  @Column({ type: 'text', nullable: true })
  approval: string | null;

  @Column({ name: 'cancel_request', type: 'text', nullable: true })
  cancelRequest: string | null;

  @InstantColumn({ name: 'cancel_decide_by', nullable: true })
  cancelDecideBy: Date | null;

  /** JSON; null for one place without a seat or a participant. */
  @Column({ type: 'text', nullable: true })
  places: string | null;

  /** Places that are not canceled, and how many of them have a seat; null with `places`. */
  @Column({ name: 'place_count', type: 'int', nullable: true })
  placeCount: number | null;

  @Column({ name: 'seat_count', type: 'int', nullable: true })
  seatCount: number | null;
}

export const liveSlotOf = (studentId: string, lectureId: string): string => `${studentId}:${lectureId}`;

export const rowOf = (state: RegistrationState, revision: number): RegistrationRow => ({
  id: state.id,
  lectureId: state.lectureId,
  studentId: state.studentId,
  status: state.status,
  cancelReason: state.cancelReason,
  cancelNote: state.cancelNote ?? null,
  feeAmount: state.fee.amount,
  feeCurrency: state.fee.currency,
  paymentId: state.paymentId,
  attemptNumber: state.attempt?.number ?? null,
  attemptPaymentId: state.attempt?.paymentId ?? null,
  attemptDeferred: state.attempt?.deferred ?? null,
  holdExpiresAt: dateOf(state.holdExpiresAt),
  requestedAt: new Date(state.requestedAt),
  confirmedAt: dateOf(state.confirmedAt),
  endedAt: dateOf(state.endedAt),
  version: state.version,
  revision,
  liveSlot: isLive(state) ? liveSlotOf(state.studentId, state.lectureId) : null,
  holdSlot: state.holdSlot,
  firstSessionAt: dateOf(state.firstSessionAt),
  declinedAttempts: state.declinedAttempts,
  refundTiers: state.refundTiers ? JSON.stringify(state.refundTiers) : null,
  refundDue: state.refundDue?.amount ?? null,
  ...approvalColumnsOf(state),
  ...placesColumnsOf(state),
});

const approvalColumnsOf = (state: RegistrationState) => ({
  approvalHours: state.approvalTerms?.hours ?? null,
  lectureEndsAt: dateOf(state.approvalTerms?.lectureEndsAt ?? null),
  approval: state.approval ? JSON.stringify(state.approval) : null,
  cancelRequest: state.cancelRequest ? JSON.stringify(state.cancelRequest) : null,
  cancelDecideBy: dateOf(pendingRequest(state)?.decideBy ?? null),
});

const placesColumnsOf = ({ places }: RegistrationState) => ({
  places: places ? JSON.stringify(places) : null,
  placeCount: places ? countOfPlaces({ places }) : null,
  seatCount: places ? places.filter(({ seat, canceledAt }) => seat !== null && canceledAt === null).length : null,
});

export const stateOf = (row: RegistrationRow): RegistrationState => ({
  id: row.id,
  lectureId: row.lectureId,
  studentId: row.studentId,
  status: row.status,
  cancelReason: row.cancelReason,
  ...(row.cancelNote !== null && { cancelNote: row.cancelNote }),
  fee: { amount: row.feeAmount, currency: row.feeCurrency },
  ...(row.refundDue !== null && { refundDue: { amount: row.refundDue, currency: row.feeCurrency } }),
  ...(row.places !== null && { places: JSON.parse(row.places) as Place[] }),
  paymentId: row.paymentId,
  ...(row.refundTiers !== null && { refundTiers: JSON.parse(row.refundTiers) as RefundTier[] }),
  holdExpiresAt: instantOf(row.holdExpiresAt),
  requestedAt: row.requestedAt.toISOString(),
  confirmedAt: instantOf(row.confirmedAt),
  endedAt: instantOf(row.endedAt),
  version: row.version,
  holdSlot: row.holdSlot,
  firstSessionAt: instantOf(row.firstSessionAt),
  declinedAttempts: row.declinedAttempts,
  approvalTerms:
    row.approvalHours === null ? null : { hours: row.approvalHours, lectureEndsAt: instantOf(row.lectureEndsAt) },
  ...(row.approval !== null && { approval: JSON.parse(row.approval) as Approval }),
  ...(row.cancelRequest !== null && { cancelRequest: JSON.parse(row.cancelRequest) as CancelRequest }),
  attempt: attemptOf(row),
});

const attemptOf = ({ attemptNumber: number, attemptPaymentId: paymentId, attemptDeferred }: RegistrationRow) =>
  number === null || paymentId === null ? null : ({ number, paymentId, deferred: attemptDeferred } satisfies Attempt);

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
const instantOf = (date: Date | null): string | null => date?.toISOString() ?? null;
