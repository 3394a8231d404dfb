import { z } from 'zod';
import { Lecture, LectureStatus, RosterEntry } from '../lecture.js';
import { InstantInput, Money, SubjectId, singleLine, text } from '../values.js';
import { Cursor, Limit, page } from './lists.js';

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

const SearchText = text(1, 200).optional();

export const LecturesQuery = z.strictObject({
  q: SearchText,
  category: singleLine(1, 50).optional(),
  status: LectureStatus.optional(),
  instructorId: SubjectId.optional(),
  cursor: Cursor,
  limit: Limit,
});
export type LecturesQuery = z.infer<typeof LecturesQuery>;

export const RosterQuery = z.strictObject({ q: SearchText, cursor: Cursor, limit: Limit });
export type RosterQuery = z.infer<typeof RosterQuery>;

export const LecturePage = page('LecturePage', Lecture);
export const AdminLecturePage = LecturePage.extend({ total: z.int().min(0) }).meta({ id: 'AdminLecturePage' });
export const RosterPage = page('RosterPage', RosterEntry);
