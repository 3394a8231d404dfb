import { z } from 'zod';
import { Id, Instant, InstantInput, Money, singleLine, SubjectId, text } from './values.js';

export const LectureStatus = z.enum(['OPEN', 'CLOSED', 'CANCELED']);
export type LectureStatus = z.infer<typeof LectureStatus>;

export const Session = z
  .object({ startsAt: Instant, endsAt: Instant, place: z.string().optional(), url: z.string().optional() })
  .meta({
    id: 'Session',
    example: { startsAt: '2027-03-02T01:00:00.000Z', endsAt: '2027-03-02T03:00:00.000Z', place: 'Room 301' },
  });
export type Session = z.infer<typeof Session>;

/** The name is null until the account event of identity has arrived. */
export const Instructor = z.object({ id: SubjectId, name: z.string().nullable() }).meta({ id: 'Instructor' });

/** The published state of a lecture: the data of its events. */
export const LectureState = z
  .object({
    id: Id,
    title: z.string().meta({ example: 'Algorithms 101' }),
    description: z.string().meta({ example: 'Sorting, graphs and the art of counting steps.' }),
    category: z.string().meta({ example: 'computer-science' }),
    instructor: Instructor,
    fee: Money,
    capacity: z.int().meta({ example: 30 }),
    sessions: z.array(Session).min(1),
    status: LectureStatus,
    cancelNote: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
    version: z.int().min(1).meta({ example: 3 }),
  })
  .meta({ id: 'LectureState' });
export type LectureState = z.infer<typeof LectureState>;

/** A lecture in the API: its state and the derived count `enrolled`, which is not part of version, ETag and events. */
export const Lecture = LectureState.extend({ enrolled: z.int().min(0).meta({ example: 12 }) }).meta({ id: 'Lecture' });
export type Lecture = z.infer<typeof Lecture>;

/** Seats of one lecture, from registration's seat ledger; `available` = max(0, capacity − held − taken). */
export const Availability = z
  .object({
    lectureId: Id,
    status: LectureStatus,
    capacity: z.int(),
    held: z.int().min(0),
    taken: z.int().min(0),
    available: z.int().min(0),
  })
  .meta({ id: 'Availability' });
export type Availability = z.infer<typeof Availability>;

/** Name and e-mail are null until the account event has arrived. */
export const RosterEntry = z
  .object({
    registrationId: Id,
    student: z.object({ id: SubjectId, name: z.string().nullable(), email: z.string().nullable() }),
    confirmedAt: Instant,
  })
  .meta({ id: 'RosterEntry' });
export type RosterEntry = z.infer<typeof RosterEntry>;

const SessionInput = z
  .strictObject({
    startsAt: InstantInput,
    endsAt: InstantInput,
    place: singleLine(1, 200).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
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
    example: { startsAt: '2027-03-02T10:00:00+09:00', endsAt: '2027-03-02T12:00:00+09:00', place: 'Room 301' },
  });

const fields = {
  title: singleLine(1, 200).meta({ example: 'Algorithms 101' }),
  description: text(0, 5000).meta({ example: 'Sorting, graphs and the art of counting steps.' }),
  category: singleLine(1, 50).meta({ example: 'computer-science' }),
  fee: Money,
  capacity: z.int().min(1).max(100_000).meta({ example: 30 }),
  sessions: z
    .array(SessionInput)
    .min(1)
    .max(100)
    .refine((sessions) => !overlap(sessions), 'sessions must not overlap'),
};

function overlap(sessions: readonly { startsAt: string; endsAt: string }[]): boolean {
  const sorted = sessions.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return sorted.some(({ startsAt }, n) => n > 0 && Date.parse(startsAt) < Date.parse(sorted[n - 1]!.endsAt));
}

export const OpenLectureBody = z
  .strictObject({ ...fields, instructorId: SubjectId.optional() })
  .meta({ id: 'OpenLecture' });
export type OpenLectureBody = z.infer<typeof OpenLectureBody>;

/** A JSON merge patch (RFC 7396) of a lecture: any field, or part of the fee, but the instructor; none may be removed. */
export const ChangeLectureBody = z
  .strictObject({ ...fields, fee: Money.partial().meta({ id: 'ChangedMoney', example: { amount: 39000 } }) })
  .partial()
  .meta({ id: 'ChangeLecture', example: { capacity: 40 } });
export type ChangeLectureBody = z.infer<typeof ChangeLectureBody>;

export const CancelLectureBody = z
  .strictObject({ reason: singleLine(1, 500) })
  .meta({ id: 'CancelLecture', example: { reason: 'Dr. Park is ill.' } });

export type CancelLectureBody = z.infer<typeof CancelLectureBody>;
