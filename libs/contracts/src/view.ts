import { z } from 'zod';
import { CancelReason, RegistrationStatus } from './registration.js';
import { Id, Instant, Money, SubjectId } from './values.js';
import { LectureStatus, Session } from './lecture.js';
import { PaymentStatus } from './payment.js';
import { page } from './lists.js';

/** My Page's document of one registration. Lecture and payment are null until their events have arrived. */
export const ViewDocument = z
  .object({
    registrationId: Id,
    status: RegistrationStatus,
    cancelReason: CancelReason.nullable(),
    fee: Money,
    holdExpiresAt: Instant.nullable(),
    lecture: z
      .object({
        id: Id,
        title: z.string().nullable(),
        instructorName: z.string().nullable(),
        status: LectureStatus.nullable(),
        firstSessionAt: Instant.nullable(),
        sessions: z
          .array(Session.omit({ url: true }).meta({ id: 'ViewSession' }))
          .meta({ description: 'All sessions, ordered by start' }),
        cancelNote: z.string().nullable().meta({ description: 'Reason of the cancellation', example: null }),
      })
      .meta({ id: 'ViewLecture' }),
    payment: z
      .object({ id: Id, attempt: z.int().min(1), status: PaymentStatus, amount: Money })
      .nullable()
      .meta({ id: 'ViewPayment' }),
    timeline: z.array(z.object({ at: Instant, event: z.string().meta({ example: 'registration.confirmed' }) })),
    updatedAt: Instant,
  })
  .meta({ id: 'ViewDocument' });
export type ViewDocument = z.infer<typeof ViewDocument>;

export const MyPage = z
  .object({
    student: z.object({ id: SubjectId, name: z.string().nullable() }),
    counts: z.partialRecord(RegistrationStatus, z.int().min(0)).meta({ example: { CONFIRMED: 1 } }),
    totalPaid: Money,
    upcoming: z.array(ViewDocument).max(10),
    asOf: Instant,
  })
  .meta({ id: 'MyPage' });
export type MyPage = z.infer<typeof MyPage>;

export const ViewPage = page('ViewPage', ViewDocument);
