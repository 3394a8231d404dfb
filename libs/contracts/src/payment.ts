import { z } from 'zod';
import { Id, Instant, Money, SubjectId } from './values.js';

export const PaymentStatus = z.enum(['PENDING', 'COMPLETED', 'DECLINED', 'CANCELED']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** PENDING is visible to the student but never published. */
export const Payment = z
  .object({
    id: Id,
    registrationId: Id,
    studentId: SubjectId,
    attempt: z.int().min(1),
    amount: Money,
    status: PaymentStatus,
    method: z.literal('card'),
    declineReason: z.string().nullable(),
    createdAt: Instant,
    completedAt: Instant.nullable(),
    cancelRequestedAt: Instant.nullable(),
    canceledAt: Instant.nullable(),
    version: z.int().min(1),
  })
  .meta({ id: 'Payment' });
export type Payment = z.infer<typeof Payment>;
