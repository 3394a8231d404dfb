import { z } from 'zod';
import { Id, Instant, Money, SubjectId } from './values.js';

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

/** One enrolment on a lecture's roster; name and e-mail are null until the account event has arrived. */
export const RosterEntry = z
  .object({
    registrationId: Id,
    student: z.object({ id: SubjectId, name: z.string().nullable(), email: z.string().nullable() }),
    confirmedAt: Instant,
  })
  .meta({ id: 'RosterEntry' });
export type RosterEntry = z.infer<typeof RosterEntry>;
