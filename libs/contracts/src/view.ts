import { z } from 'zod';
import { approvalOfRegistration } from './approval.js';
import { CancelReason, PaymentDeferred, RegistrationStatus } from './registration.js';
import { Id, Instant, Money, open, SubjectId } from './values.js';
import { LectureStatus, Session } from './lecture.js';
import { PaymentStatus } from './payment.js';
import { page } from './lists.js';

const ViewSession = Session.extend({
  url: z.string().optional().describe('Link to an online session; only while the registration is `CONFIRMED`.'),
}).meta({ id: 'ViewSession', description: 'One meeting of a lecture.' });

/** My Page's document of one registration. Lecture and payment are null until their events have arrived. */
export const ViewDocument = z
  .object({
    registrationId: Id.describe('Id of the registration.'),
    status: open(RegistrationStatus),
    cancelReason: open(CancelReason).nullable().describe('Null unless `CANCELED`.'),
    cancelNote: z.string().nullable().describe('Why the staff rejected or removed the student; null otherwise.'),
    fee: Money.describe('The fee at the time of registration.'),
    places: z
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Number of places that are not canceled; absent: one.', example: 2 }),
    seats: z
      .array(z.string())
      .optional()
      .meta({ description: 'The seats; absent without seats.', example: ['A-5'] }),
    holdExpiresAt: Instant.nullable().describe(
      'When the hold of the seat ends; null unless `AWAITING_PAYMENT` or `AWAITING_APPROVAL`.',
    ),
    ...approvalOfRegistration.shape,
    paymentDeferred: open(PaymentDeferred)
      .optional()
      .describe('Why the payment has no outcome yet; absent if it is not deferred.'),
    lecture: z
      .object({
        id: Id.describe('Id of the lecture.'),
        title: z.string().nullable().describe('Title of the lecture; null until known.'),
        instructorName: z.string().nullable().describe('Name of the instructor; null until known.'),
        status: open(LectureStatus).nullable().describe('Status of the lecture; null until known.'),
        firstSessionAt: Instant.nullable().describe('Start of the first session; null until known.'),
        sessions: z.array(ViewSession).meta({ description: 'All sessions, ordered by start.' }),
        nextSession: ViewSession.nullable().describe(
          'The session that takes place now or next, at the time of the request; null if there is none.',
        ),
        cancelNote: z.string().nullable().meta({ description: 'Reason of the cancellation', example: null }),
      })
      .meta({ id: 'ViewLecture', description: 'The lecture, as far as My Page has received it.' }),
    payment: z
      .object({
        id: Id.describe('Id of the payment.'),
        attempt: z.int().min(1).describe('Number of the payment attempt.'),
        status: open(PaymentStatus),
        amount: Money.describe('The amount charged.'),
        refunded: Money.optional().describe(
          'How much has been refunded. Absent: everything if it was completed and is `CANCELED`, otherwise nothing.',
        ),
      })
      .nullable()
      .meta({
        id: 'ViewPayment',
        description: 'The latest payment, even while it is `PENDING`; null until My Page has one.',
      }),
    timeline: z
      .array(
        z.object({
          at: Instant.describe('When it happened.'),
          event: z.string().meta({ description: 'Name of the event.', example: 'registration.confirmed' }),
        }),
      )
      .describe('What has happened, oldest first.'),
    updatedAt: Instant.describe('When the document last changed.'),
  })
  .meta({ id: 'ViewDocument', description: 'A registration with its lecture and payment, as My Page shows it.' });
export type ViewDocument = z.infer<typeof ViewDocument>;

export const MyPage = z
  .object({
    student: z
      .object({
        id: SubjectId.describe('Id of the account.'),
        name: z.string().nullable().describe('Null for a moment after the account was created.'),
      })
      .describe('The student.'),
    counts: z.partialRecord(open(RegistrationStatus), z.int().min(0)).meta({
      description: 'Number of registrations by status; absent statuses have none.',
      example: { CONFIRMED: 1 },
    }),
    totalPaid: Money.describe('Sum of the completed payments without what has been refunded.'),
    upcoming: z.array(ViewDocument).max(10).describe('Up to 10 live registrations, the earliest session first.'),
    asOf: Instant.describe('When this summary was created.'),
  })
  .meta({ id: 'MyPage', description: "The summary of a student's registrations." });
export type MyPage = z.infer<typeof MyPage>;

export const StreamQuery = z.strictObject({
  ticket: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The `ticket` from `POST /api/v1/mypage/stream-tickets`, instead of an access token.'),
  lastEventId: z
    .string()
    .max(100)
    .optional()
    .describe('The `Last-Event-ID` for a new `EventSource`, which cannot send headers. The header takes precedence.'),
});
export type StreamQuery = z.infer<typeof StreamQuery>;

export const StreamTicket = z
  .object({
    ticket: z.string().meta({
      description: 'Send it as `ticket` in the query of `GET /api/v1/mypage/stream`. It can be used once.',
      example: 'ZmFrZS10aWNrZXQtZm9yLXRoZS1kb2N1bWVudGF0aW8',
    }),
    expiresAt: Instant.describe('When the ticket expires, at most 60 seconds after its creation.'),
  })
  .meta({ id: 'StreamTicket', description: 'The right to open one stream of My Page without an access token.' });
export type StreamTicket = z.infer<typeof StreamTicket>;

export const ViewPage = page('ViewPage', ViewDocument);
