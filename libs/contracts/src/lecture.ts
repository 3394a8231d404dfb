import { z } from 'zod';
import { approvalOfLecture, changedApproval } from './approval.js';
import { Place } from './places.js';
import { refundsOfChange, refundsOfLecture, refundsOfOpening } from './refunds.js';
import { changedPlacesOfLecture, placesOfLecture } from './seating.js';
import { Id, Instant, InstantInput, Money, open, singleLine, SubjectId, text } from './values.js';

export const LectureStatus = z.enum(['OPEN', 'CLOSED', 'CANCELED']).meta({
  id: 'LectureStatus',
  description:
    '`OPEN`: students can register. `CLOSED`: its last session has ended. `CANCELED`: it does not take place.',
});
export type LectureStatus = z.infer<typeof LectureStatus>;

export const Session = z
  .object({
    startsAt: Instant.describe('When the session starts.'),
    endsAt: Instant.describe('When the session ends.'),
    place: z.string().optional().describe('Where it takes place; a session has a place, a URL or both.'),
    url: z
      .string()
      .optional()
      .describe('Where it takes place online. Shown to enrolled students (on My Page), its instructor and admins.'),
  })
  .meta({
    id: 'Session',
    description: 'One meeting of a lecture.',
    example: { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.000Z', place: 'Room 301' },
  });
export type Session = z.infer<typeof Session>;

/** The name is null until the account event of identity has arrived. */
export const Instructor = z
  .object({
    id: SubjectId.describe('Id of the account.'),
    name: z.string().nullable().describe('Null for a moment after the account was created.'),
  })
  .meta({ id: 'Instructor', description: 'Who teaches a lecture.' });

/** The published state of a lecture: the data of its events. */
export const LectureState = z
  .object({
    id: Id.describe('Id of the lecture.'),
    title: z.string().meta({ description: 'Title of the lecture.', example: 'Algorithms 101' }),
    description: z
      .string()
      .meta({ description: 'What the lecture is about.', example: 'Sorting, graphs and the art of counting steps.' }),
    category: z.string().meta({ description: 'Subject area, as free text.', example: 'computer-science' }),
    instructor: Instructor.describe('Who teaches the lecture.'),
    fee: Money.describe('The fee of a registration; the amount is 0 if the lecture is free of charge.'),
    capacity: z.int().meta({ description: 'Number of seats.', example: 30 }),
    sessions: z.array(Session).min(1).describe('The sessions, ordered by start.'),
    status: open(LectureStatus),
    cancelNote: z.string().nullable().describe('Why the lecture was canceled; null unless `CANCELED`.'),
    timezone: z
      .string()
      .optional()
      .meta({ description: 'IANA time zone for displaying the times.', example: 'Asia/Seoul' }),
    publishAt: Instant.optional().describe('When it becomes public (before, only staff see it); absent: at once.'),
    registrationOpensAt: Instant.optional().describe('When registration opens; absent if it is open from the start.'),
    registrationClosesAt: Instant.optional().describe('When registration closes; absent: when the last session ends.'),
    ...approvalOfLecture.shape,
    ...placesOfLecture,
    ...refundsOfLecture,
    createdAt: Instant.describe('When the lecture was opened.'),
    updatedAt: Instant.describe('When the lecture last changed.'),
    version: z.int().min(1).meta({ description: 'Increases with each change; the `ETag` of the lecture.', example: 3 }),
  })
  .meta({ id: 'LectureState', description: 'The published state of a lecture.' });
export type LectureState = z.infer<typeof LectureState>;

/** A lecture in the API: its state and the derived count `enrolled`, which is not part of version, ETag and events. */
export const Lecture = LectureState.extend({
  enrolled: z.int().min(0).meta({
    description: 'Places of confirmed students; a count that may lag by a moment. Not part of `version`.',
    example: 12,
  }),
}).meta({ id: 'Lecture', description: 'A lecture.' });
export type Lecture = z.infer<typeof Lecture>;

/** Seats of one lecture, from registration's seat ledger; `available` = max(0, capacity − held − taken). */
export const Availability = z
  .object({
    lectureId: Id.describe('Id of the lecture.'),
    status: open(LectureStatus),
    capacity: z.int().describe('Number of seats.'),
    held: z.int().min(0).describe('Seats held for students who have yet to pay.'),
    taken: z.int().min(0).describe('Seats of confirmed students.'),
    available: z
      .int()
      .min(0)
      .describe('Seats that can be registered for now: capacity less `held` and `taken`, but never below 0.'),
    opensAt: Instant.optional().describe('When registration opens; absent if it is open from the start.'),
    closesAt: Instant.optional().describe('When registration closes; absent: when the last session ends.'),
    serverTime: Instant.optional().describe(
      'Time of the clock that decides whether registration is open. Only in the response for one lecture, and up to one second old; `GET /time` is exact.',
    ),
  })
  .meta({ id: 'Availability', description: 'The seats of one lecture, at this moment.' });
export type Availability = z.infer<typeof Availability>;

/** Name and e-mail are null until the account event has arrived. */
export const RosterEntry = z
  .object({
    registrationId: Id.describe('Id of the registration.'),
    student: z
      .object({
        id: SubjectId.describe('Id of the account.'),
        name: z.string().nullable().describe('Null for a moment after the account was created.'),
        email: z.string().nullable().describe('Null for a moment after the account was created.'),
      })
      .describe('The student.'),
    confirmedAt: Instant.nullable().describe('When the registration was confirmed; null while it awaits approval.'),
    decideBy: Instant.optional().describe('When your decision is due; absent if there is nothing to decide.'),
    note: z.string().optional().describe('Why the student wants to cancel.'),
    places: z.array(Place).optional().describe('The places; absent for one without a seat or a participant.'),
  })
  .meta({ id: 'RosterEntry', description: 'One enrolled student, or one who awaits a decision.' });
export type RosterEntry = z.infer<typeof RosterEntry>;

const SessionInput = z
  .strictObject({
    startsAt: InstantInput.describe('When the session starts, with any offset.'),
    endsAt: InstantInput.describe('When the session ends; after `startsAt`.'),
    place: singleLine(1, 200).optional().describe('Where it takes place. A session needs a place, a URL or both.'),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .describe('Where it takes place online: an http or https URL.'),
  })
  .refine((session) => session.place !== undefined || session.url !== undefined, {
    path: ['place'],
    message: 'a session needs a place or a url',
  })
  .refine((session) => Date.parse(session.endsAt) > Date.parse(session.startsAt), {
    path: ['endsAt'],
    message: 'must be after startsAt',
  })
  .meta({
    id: 'SessionInput',
    description: 'One meeting of a lecture: it needs a `place`, a `url` or both.',
    example: { startsAt: '2027-03-02T10:00:00+09:00', endsAt: '2027-03-02T12:00:00+09:00', place: 'Room 301' },
  });

const fields = {
  title: singleLine(1, 200).meta({ description: 'Title of the lecture, on a single line.', example: 'Algorithms 101' }),
  description: text(0, 5000).meta({
    description: 'What the lecture is about.',
    example: 'Sorting, graphs and the art of counting steps.',
  }),
  category: singleLine(1, 50).meta({ description: 'Subject area, as free text.', example: 'computer-science' }),
  fee: Money.describe('The fee of a registration; the amount is 0 if the lecture is free of charge.'),
  capacity: z.int().min(1).max(100_000).meta({
    description:
      'Number of places. A change cannot reduce it below the places of the enrolled students. With `seating` it is the number of seats and cannot be sent.',
    example: 30,
  }),
  sessions: z
    .array(SessionInput)
    .min(1)
    .max(100)
    .refine((sessions) => !overlap(sessions), 'sessions must not overlap')
    .describe('At least one session, in any order. Sessions of one lecture must not overlap.'),
};

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const periods = {
  timezone: singleLine(1, 64)
    .refine(isTimezone, 'must be a time zone, such as Asia/Seoul')
    .meta({ description: 'IANA time zone for displaying the times.', example: 'Asia/Seoul' }),
  publishAt: InstantInput.describe('When it becomes public (before, only staff see it). Cannot be changed afterwards.'),
  registrationOpensAt: InstantInput.describe('When registration opens.'),
  registrationClosesAt: InstantInput.describe('When registration closes; must be after `registrationOpensAt`.'),
};

function overlap(sessions: readonly { startsAt: string; endsAt: string }[]): boolean {
  const sorted = sessions.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return sorted.some(({ startsAt }, n) => n > 0 && Date.parse(startsAt) < Date.parse(sorted[n - 1]!.endsAt));
}

export const OpenLectureBody = z
  .strictObject({
    ...fields,
    ...z.object(periods).partial().shape,
    ...approvalOfLecture.shape,
    ...placesOfLecture,
    capacity: fields.capacity.optional(),
    ...refundsOfOpening,
    instructorId: SubjectId.optional().describe(
      'Id of the instructor. Required from an admin; instructors leave it out, because they open their own lectures.',
    ),
  })
  .refine(({ capacity, seating }) => capacity !== undefined || seating !== undefined, {
    path: ['capacity'],
    message: 'is required without a seating plan',
  })
  .meta({ id: 'OpenLecture', description: 'A new lecture.' });
export type OpenLectureBody = z.infer<typeof OpenLectureBody>;

/** A JSON merge patch (RFC 7396) of a lecture: any field, or part of the fee, but the instructor. */
export const ChangeLectureBody = z
  .strictObject({
    ...fields,
    fee: Money.partial().meta({
      id: 'ChangedMoney',
      description: 'The new fee, or only its amount.',
      example: { amount: 39000 },
    }),
    timezone: periods.timezone.nullable().describe('The new time zone; null removes it.'),
    publishAt: periods.publishAt
      .nullable()
      .describe('When it becomes public; null: now. Cannot be changed afterwards.'),
    registrationOpensAt: periods.registrationOpensAt.nullable().describe('When registration opens; null opens it now.'),
    registrationClosesAt: periods.registrationClosesAt
      .nullable()
      .describe('When registration closes; null keeps it open until the last session has ended.'),
    ...changedApproval,
    ...changedPlacesOfLecture,
    ...refundsOfChange,
  })
  .partial()
  .meta({
    id: 'ChangeLecture',
    description:
      'A JSON merge patch (RFC 7396): omitted fields remain unchanged; null removes a field that may be null, and no other field.',
    example: { capacity: 40 },
  });
export type ChangeLectureBody = z.infer<typeof ChangeLectureBody>;

export const CancelLectureBody = z
  .strictObject({ reason: singleLine(1, 500).describe('Why the lecture is canceled; the students read it.') })
  .meta({
    id: 'CancelLecture',
    description: 'The reason for a cancellation.',
    example: { reason: 'Dr. Park is ill.' },
  });

export type CancelLectureBody = z.infer<typeof CancelLectureBody>;
