import { z } from 'zod';
import { refundsOfPayment } from './refunds.js';
import { Id, Instant, Money, open, SubjectId } from './values.js';

export const PaymentStatus = z.enum(['PENDING', 'COMPLETED', 'DECLINED', 'CANCELED']).meta({
  id: 'PaymentStatus',
  description: '`PENDING`: no outcome yet. `COMPLETED`: paid. `DECLINED`: refused. `CANCELED`: reversed or refunded.',
});
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** PENDING is visible to the student but never published. */
export const Payment = z
  .object({
    id: Id.describe('Id of the payment.'),
    registrationId: Id.describe('The registration that it pays for.'),
    studentId: SubjectId.describe('The student who pays.'),
    attempt: z.int().min(1).describe('Number of the payment attempt of the registration.'),
    amount: Money.describe('The amount charged.'),
    status: open(PaymentStatus),
    method: z.literal('card').describe('How the student pays.'),
    declineReason: z
      .string()
      .nullable()
      .describe('The reason that the payment provider returned; null unless `DECLINED`.'),
    createdAt: Instant.describe('When the attempt began.'),
    completedAt: Instant.nullable().describe('When it was paid; null until then.'),
    cancelRequestedAt: Instant.nullable().describe('When its refund was requested; null until then.'),
    canceledAt: Instant.nullable().describe('When it was refunded; null until then.'),
    ...refundsOfPayment,
    version: z.int().min(1).describe('Increases with each change.'),
  })
  .meta({ id: 'Payment', description: 'One payment attempt.' });
export type Payment = z.infer<typeof Payment>;

const NextActionType = z
  .enum(['REDIRECT'])
  .meta({ id: 'NextActionType', description: '`REDIRECT`: open `url` in the browser of the student.' });

/** Known only to the student who pays; never published, because the URL authorizes the payment. */
export const NextAction = z
  .object({
    type: open(NextActionType),
    url: z.url({ protocol: /^https?$/ }).meta({
      description: "The bank's authentication page.",
      example: 'https://hooks.stripe.com/3d_secure_2/hosted?merchant=1',
    }),
  })
  .meta({ id: 'NextAction', description: 'What the student must do before the payment can be completed.' });
export type NextAction = z.infer<typeof NextAction>;

export const PaymentDetails = Payment.extend({
  nextAction: NextAction.optional().describe(
    'Present while the bank of the student requires authentication (3-D Secure). Nothing is charged until the student has completed it.',
  ),
}).meta({ id: 'PaymentDetails', description: 'One payment attempt, and what the student must do to complete it.' });
export type PaymentDetails = z.infer<typeof PaymentDetails>;
