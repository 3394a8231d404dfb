import { z } from 'zod';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, Money, SubjectId } from './values.js';
import { Payment } from './payment.js';

export const RegistrationStatus = z.enum(['AWAITING_PAYMENT', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED']);
export type RegistrationStatus = z.infer<typeof RegistrationStatus>;

export const CancelReason = z.enum(['STUDENT', 'LECTURE_CANCELED']);
export type CancelReason = z.infer<typeof CancelReason>;

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

/** Why a registration still awaits payment; NOT_TRIED with `hold`. */
export const PaymentDeferred = z.enum(['TIMEOUT', 'UNAVAILABLE', 'BREAKER_OPEN', 'BUSY', 'NOT_TRIED']);
export type PaymentDeferred = z.infer<typeof PaymentDeferred>;

export const DeferredRegistration = Registration.extend({ paymentDeferred: PaymentDeferred }).meta({
  id: 'DeferredRegistration',
});
export type DeferredRegistration = z.infer<typeof DeferredRegistration>;

/** A card token of the payment provider; never stored outside payment. */
export const PaymentMethod = z
  .strictObject({ method: z.literal('card'), token: z.string().min(1).max(255) })
  .meta({ id: 'PaymentMethod', example: { method: 'card', token: 'tok_ok' } });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const RegisterBody = z
  .strictObject({
    lectureId: Id,
    payment: PaymentMethod.optional(),
    expectedFee: Money.optional(),
    hold: z.boolean().optional().meta({
      description:
        'Hold the seat without a payment: `payment` is ignored. Pay until `holdExpiresAt` with `POST /registrations/{id}/payment`; the first two declined cards do not end the registration.',
      example: false,
    }),
  })
  .meta({ id: 'Register' });
export type RegisterBody = z.infer<typeof RegisterBody>;

export const RegistrationsQuery = z.strictObject({
  status: RegistrationStatus.optional(),
  cursor: Cursor,
  limit: Limit,
});
export type RegistrationsQuery = z.infer<typeof RegistrationsQuery>;

export const PaymentsQuery = z.strictObject({ registrationId: Id.optional(), cursor: Cursor, limit: Limit });
export type PaymentsQuery = z.infer<typeof PaymentsQuery>;

export const RegistrationPage = page('RegistrationPage', Registration);
export const PaymentPage = page('PaymentPage', Payment);
