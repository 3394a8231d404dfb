import { isLive, type Attempt, type RegistrationState } from '../domain/registration.js';
import { liveSlotOf, type RegistrationRow } from './registration.row.js';

const date = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));
const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The columns of a registration, written for the `revision`-th time. */
export const columnsOf = (state: RegistrationState, revision: number): RegistrationRow => ({
  id: state.id,
  lectureId: state.lectureId,
  studentId: state.studentId,
  status: state.status,
  cancelReason: state.cancelReason,
  feeAmount: state.fee.amount,
  feeCurrency: state.fee.currency,
  paymentId: state.paymentId,
  attemptNumber: state.attempt?.number ?? null,
  attemptPaymentId: state.attempt?.paymentId ?? null,
  attemptDeferred: state.attempt?.deferred ?? null,
  holdExpiresAt: date(state.holdExpiresAt),
  requestedAt: new Date(state.requestedAt),
  confirmedAt: date(state.confirmedAt),
  endedAt: date(state.endedAt),
  version: state.version,
  revision,
  liveSlot: isLive(state) ? liveSlotOf(state.studentId, state.lectureId) : null,
});

export const stateOf = (row: RegistrationRow): RegistrationState => ({
  id: row.id,
  lectureId: row.lectureId,
  studentId: row.studentId,
  status: row.status,
  cancelReason: row.cancelReason,
  fee: { amount: row.feeAmount, currency: row.feeCurrency },
  paymentId: row.paymentId,
  holdExpiresAt: instant(row.holdExpiresAt),
  requestedAt: row.requestedAt.toISOString(),
  confirmedAt: instant(row.confirmedAt),
  endedAt: instant(row.endedAt),
  version: row.version,
  attempt: attemptOf(row),
});

const attemptOf = ({ attemptNumber: number, attemptPaymentId: paymentId, attemptDeferred }: RegistrationRow) =>
  number === null || paymentId === null ? null : ({ number, paymentId, deferred: attemptDeferred } satisfies Attempt);
