import { z } from 'zod';
import { Id, Instant, Money, SubjectId } from './values.js';

export const RegistrationStatus = z.enum(['AWAITING_PAYMENT', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED']);
export type RegistrationStatus = z.infer<typeof RegistrationStatus>;

export const CancelReason = z.enum(['STUDENT', 'LECTURE_CANCELED']);
export type CancelReason = z.infer<typeof CancelReason>;

/** The published state of a registration, in events and in the API. */
export const Registration = z
  .object({
    id: Id,
    lectureId: Id,
    studentId: SubjectId,
    status: RegistrationStatus,
    cancelReason: CancelReason.nullable(),
    fee: Money,
    paymentId: Id.nullable(),
    holdExpiresAt: Instant.nullable(),
    requestedAt: Instant,
    confirmedAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    version: z.int().min(1).meta({ example: 2 }),
  })
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;

/** Why a registration still awaits payment although a payment was attempted. */
export const PaymentDeferred = z.enum(['TIMEOUT', 'UNAVAILABLE', 'BREAKER_OPEN', 'BUSY']);
export type PaymentDeferred = z.infer<typeof PaymentDeferred>;

/** Response 202: the registration and why the payment was deferred. */
export const DeferredRegistration = Registration.extend({ paymentDeferred: PaymentDeferred }).meta({
  id: 'DeferredRegistration',
});
export type DeferredRegistration = z.infer<typeof DeferredRegistration>;
