import { z } from 'zod';
import { several } from './lists.js';
import { Instant, InstantInput, Money } from './values.js';

/** The share of a fee that is refunded. A fraction, because Korean refund schedules are stated in sixths. */
const refundShare = (pattern: RegExp) =>
  z
    .string()
    .regex(pattern)
    .meta({ description: 'The share of the fee that is refunded, as a fraction.', example: '5/6' });

export const RefundTier = z
  .object({
    until: Instant.describe('The tier applies before this time.'),
    refund: refundShare(/^(?:0|1|[1-9]\d?\/[1-9]\d?)$/),
  })
  .meta({ id: 'RefundTier', description: 'A step of a refund schedule.' });
export type RefundTier = z.infer<typeof RefundTier>;

/** After a change of session times, also a share of up to 100 sessions. */
const QuotedRefundTier = RefundTier.extend({ refund: refundShare(/^(?:0|1|[1-9]\d?\/[1-9]\d{0,2})$/) }).meta({
  id: 'QuotedRefundTier',
  description: 'A step of the refund schedule of a registration.',
});

const RefundTierInput = z
  .strictObject({
    until: InstantInput.describe('The tier applies before this time.'),
    refund: z.enum(['1', '5/6', '2/3', '1/2', '0']).describe('The share of the fee that is refunded.'),
  })
  .meta({
    id: 'RefundTierInput',
    description: 'A step of a refund schedule.',
    example: { until: '2027-03-02T10:00:00+09:00', refund: '1' },
  });

export const RefundPreset = z.enum(['full-until-start', 'kr-academy', 'kr-credit-bank']).meta({
  id: 'RefundPreset',
  description:
    '`full-until-start`: the full fee before the first session. `kr-academy`: the full fee until the first session, then 2/3 until a third of the total session time has passed, and 1/2 until half of it has passed. `kr-credit-bank`: the full fee until the first session, then 5/6 until a sixth of the total session time has passed, 2/3 until a third, and 1/2 until half.',
});
export type RefundPreset = z.infer<typeof RefundPreset>;

const refundTiers = z
  .array(RefundTier)
  .min(1)
  .describe(
    'How much of the fee a canceling student gets back, until when. After the last tier a student can no longer cancel. Absent: the full fee until the first session.',
  );

/** Of a lecture's state. */
export const refundsOfLecture = { refundTiers: refundTiers.optional() };

const tiersInput = z
  .array(RefundTierInput)
  .min(1)
  .max(10)
  .describe('How much of the fee a canceling student gets back, until when: ascending times.');
const presetInput = RefundPreset.describe(
  'Computes `refundTiers` from the sessions once; a later change of the sessions does not change them.',
);

/** Of the request to open a lecture. */
export const refundsOfOpening = { refundTiers: tiersInput.optional(), refundPreset: presetInput.optional() };

/** Of the request to change a lecture. */
export const refundsOfChange = {
  refundTiers: tiersInput.nullable().describe('The new refund schedule for new registrations; null removes it.'),
  refundPreset: presetInput,
};

/** Of a registration's state. */
export const refundsOfRegistration = {
  refundTiers: refundTiers
    .optional()
    .describe('The refund schedule of the lecture at the time of registration; absent if it had none.'),
  refundDue: Money.optional().describe(
    'How much of the payment must be refunded in total; it never falls. Absent: nothing while the registration is live, and everything once it has ended.',
  ),
};

/** Of a payment's state. */
export const refundsOfPayment = {
  refundDue: Money.optional().describe(
    'How much must be refunded in total. Absent: everything once a refund is requested, otherwise nothing.',
  ),
  refunded: Money.optional().describe(
    'How much has been refunded in total. Absent: everything if the payment was completed and is `CANCELED`, otherwise nothing.',
  ),
  refundedAt: Instant.optional().describe('When the last partial refund was confirmed; absent if there was none.'),
};

export const RefundQuote = z
  .object({
    refund: Money.describe('What is refunded if you cancel now.'),
    kept: Money.describe('What is not refunded.'),
    tier: QuotedRefundTier.nullable().describe(
      'The step of the refund schedule that applies now; null if nothing was paid.',
    ),
    next: QuotedRefundTier.nullable().describe(
      'The step that follows; null if you can no longer cancel after this one.',
    ),
    perPlace: z
      .array(
        z.object({
          no: z.int().min(1).meta({ description: 'Number of the place.', example: 1 }),
          refund: Money.describe('What is refunded for this place.'),
        }),
      )
      .describe('The refund of each place.'),
    needsConsent: z.boolean().describe('Whether the staff must agree to the cancellation.'),
    asOf: Instant.describe('When the quote was made.'),
  })
  .meta({ id: 'RefundQuote', description: 'What a student gets back for canceling now.' });
export type RefundQuote = z.infer<typeof RefundQuote>;

export const RefundQuoteQuery = z.strictObject({
  places: several(z.coerce.number().int().min(1).max(20), 20)
    .optional()
    .meta({ description: 'Numbers of the places to cancel, separated by commas; all if absent.', example: [2, 3] }),
});
export type RefundQuoteQuery = z.infer<typeof RefundQuoteQuery>;
