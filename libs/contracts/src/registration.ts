import { z } from 'zod';
import { approvalOfRegistration } from './approval.js';
import { Cursor, Limit, page } from './lists.js';
import { Id, Instant, Money, open, singleLine, SubjectId } from './values.js';
import { Payment } from './payment.js';
import { Place, PlaceNumbers, PlaceRequests } from './places.js';
import { refundsOfRegistration } from './refunds.js';

export const RegistrationStatus = z
  .enum(['AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED', 'PAYMENT_DECLINED', 'EXPIRED', 'CANCELED'])
  .meta({
    id: 'RegistrationStatus',
    description:
      '`AWAITING_PAYMENT`: a seat is held until `holdExpiresAt`. `AWAITING_APPROVAL`: paid or free of charge, and held until the staff decides, at most until `holdExpiresAt`. `CONFIRMED`: enrolled. `PAYMENT_DECLINED`, `EXPIRED` and `CANCELED` are final, and the seat is free again.',
  });
export type RegistrationStatus = z.infer<typeof RegistrationStatus>;

export const CancelReason = z
  .enum(['STUDENT', 'LECTURE_CANCELED', 'INSTRUCTOR'])
  .meta({ id: 'CancelReason', description: 'Who or what canceled the registration.' });
export type CancelReason = z.infer<typeof CancelReason>;

/** Why a registration still awaits payment although a payment was attempted. */
export const PaymentDeferred = z
  .enum(['TIMEOUT', 'UNAVAILABLE', 'BREAKER_OPEN', 'BUSY', 'NOT_TRIED', 'ACTION_REQUIRED'])
  .meta({
    id: 'PaymentDeferred',
    description:
      'Why the payment has no outcome yet. `TIMEOUT`: it took too long. `UNAVAILABLE`: the attempt failed without a decision. `BREAKER_OPEN`, `BUSY`: not attempted, because the payment service is failing or overloaded. `NOT_TRIED`: you requested only a hold, or the last card was declined. `ACTION_REQUIRED`: the bank requires authentication; read `GET /payments/{paymentId}`, open `nextAction.url`, then repeat the payment request with the same `Idempotency-Key`.',
  });
export type PaymentDeferred = z.infer<typeof PaymentDeferred>;

export const Registration = z
  .object({
    id: Id.describe('Id of the registration.'),
    lectureId: Id.describe('Id of the lecture.'),
    studentId: SubjectId.describe('The student: the account of the access token that registered.'),
    status: open(RegistrationStatus),
    cancelReason: open(CancelReason).nullable().describe('Null unless `CANCELED`.'),
    cancelNote: z
      .string()
      .nullable()
      .optional()
      .describe('Why the staff rejected or removed the student; absent or null otherwise.'),
    fee: Money.describe('The fee of all places at the time of registration.'),
    places: z
      .array(Place)
      .optional()
      .describe('The places; absent if the registration has one without a seat or a participant.'),
    paymentId: Id.nullable().describe(
      'The payment that confirmed the registration; null before that, and if the lecture is free of charge.',
    ),
    holdExpiresAt: Instant.nullable().describe(
      'When the hold of the seat ends; null unless `AWAITING_PAYMENT` or `AWAITING_APPROVAL`.',
    ),
    ...approvalOfRegistration.shape,
    ...refundsOfRegistration,
    paymentDeferred: open(PaymentDeferred)
      .optional()
      .describe('Why the payment has no outcome yet; absent if it is not deferred, or while an attempt runs.'),
    declinedAttempts: z
      .int()
      .min(1)
      .optional()
      .describe('How many cards have been declined while the seat is held; absent if none was.'),
    requestedAt: Instant.describe('When the student registered.'),
    confirmedAt: Instant.nullable().describe('When it was confirmed; null until then.'),
    endedAt: Instant.nullable().describe('When it was declined, expired or canceled; null until then.'),
    version: z.int().min(1).meta({ description: 'Increases with each change.', example: 2 }),
  })
  .meta({ id: 'Registration', description: "A student's registration for one lecture." });
export type Registration = z.infer<typeof Registration>;

export const DeferredRegistration = Registration.extend({ paymentDeferred: open(PaymentDeferred).optional() }).meta({
  id: 'DeferredRegistration',
  description:
    'A registration whose payment has no outcome yet, or, without `paymentDeferred`, one that awaits approval.',
});
export type DeferredRegistration = z.infer<typeof DeferredRegistration>;

/** A card token of the payment provider; never stored outside payment. */
export const PaymentMethod = z
  .strictObject({
    method: z.literal('card').describe('The only method at present.'),
    token: z
      .string()
      .min(1)
      .max(255)
      .describe('Card token of the payment provider. The simulated one approves `tok_ok` and declines `tok_declined`.'),
  })
  .meta({ id: 'PaymentMethod', description: 'How to pay.', example: { method: 'card', token: 'tok_ok' } });
export type PaymentMethod = z.infer<typeof PaymentMethod>;

export const RegisterBody = z
  .strictObject({
    lectureId: Id.describe('The lecture to register for.'),
    payment: PaymentMethod.optional().describe(
      'Required unless the fee is 0 or `hold` is true; ignored in these cases.',
    ),
    expectedFee: Money.optional().describe(
      'The fee that was shown to the student. If the current fee differs, the response is 409 `FEE_CHANGED`.',
    ),
    places: PlaceRequests.optional(),
    hold: z.boolean().optional().meta({
      description:
        'Holds the seat without a payment: `payment` is ignored. Pay by `holdExpiresAt` with `POST /registrations/{id}/payment`; the first two declined cards do not end the registration.',
      example: false,
    }),
  })
  .meta({ id: 'Register', description: 'A lecture to register for, and how to pay its fee.' });
export type RegisterBody = z.infer<typeof RegisterBody>;

export const CancelRegistrationBody = z
  .strictObject({
    note: singleLine(1, 500)
      .optional()
      .describe('Why you cancel; the staff reads it if it decides on the cancellation.'),
    expectedRefund: Money.optional().describe(
      'The refund that was shown to the student. If the refund at this moment differs, the response is 409 `REFUND_CHANGED`.',
    ),
    places: PlaceNumbers.optional(),
  })
  .meta({ id: 'CancelRegistration', description: 'How to cancel.', example: { note: 'I have moved.' } });
export type CancelRegistrationBody = z.infer<typeof CancelRegistrationBody>;

export const RegistrationsQuery = z.strictObject({
  lectureId: Id.optional().describe('Only registrations for this lecture.'),
  status: RegistrationStatus.optional().describe('Only registrations with this status.'),
  cursor: Cursor,
  limit: Limit,
});
export type RegistrationsQuery = z.infer<typeof RegistrationsQuery>;

export const PaymentsQuery = z.strictObject({
  registrationId: Id.optional().describe('Only payments of this registration.'),
  cursor: Cursor,
  limit: Limit,
});
export type PaymentsQuery = z.infer<typeof PaymentsQuery>;

export const LectureRegistrationsQuery = RegistrationsQuery.omit({ lectureId: true });
export type LectureRegistrationsQuery = z.infer<typeof LectureRegistrationsQuery>;

export const RegistrationPage = page('RegistrationPage', Registration);
export const PaymentPage = page('PaymentPage', Payment);
