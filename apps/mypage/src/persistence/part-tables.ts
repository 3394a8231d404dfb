import type { PartKind, PartStates } from '../domain/part.js';
import { firstSessionAt } from '../domain/view-document.js';

type Columns<Kind extends PartKind> = (state: PartStates[Kind]) => Record<string, string | number>;

interface PartTable<Kind extends PartKind> {
  name: string;
  /** What queries ask for, beside the state itself. */
  columns: Columns<Kind>;
}

/** Where each kind of part is kept. */
export const partTables: { [Kind in PartKind]: PartTable<Kind> } = {
  registration: {
    name: 'registrations',
    columns: ({ studentId, lectureId, status, requestedAt }) => ({
      student_id: studentId,
      lecture_id: lectureId,
      status,
      requested_at: requestedAt,
    }),
  },
  payment: {
    name: 'payments',
    columns: ({ registrationId, status, amount }) => ({
      registration_id: registrationId,
      status,
      amount: amount.amount,
    }),
  },
  lecture: {
    name: 'lectures',
    columns: (lecture) => ({
      instructor_id: lecture.instructor.id,
      status: lecture.status,
      first_session_at: firstSessionAt(lecture),
    }),
  },
  account: { name: 'accounts', columns: () => ({}) },
};

/** Milliseconds since 1970 by the clock of the store: when a part became visible, whatever its own instants say. */
export const STORE_NOW = `CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)`;
