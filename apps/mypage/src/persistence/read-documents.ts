import type { EntityManager } from 'typeorm';
import type { Account, LectureState, Payment, Registration } from '#contracts';
import type { RegistrationParts } from '../domain/registration-parts.js';
import { viewDocument } from '../domain/view-document.js';
import { ACTIVE } from './generations.js';

/** One registration with everything that belongs to it, joined by the store in one statement: one moment, one generation. */
const PARTS = `SELECT r.student_id AS studentId, r.requested_at AS requestedAt, r.id, r.state AS registration,
    l.state AS lecture, a.state AS instructor,
    (SELECT json_group_array(json(p.state)) FROM payments p WHERE p.generation = r.generation AND p.registration_id = r.id) AS payments
  FROM registrations r
  LEFT JOIN lectures l ON l.generation = r.generation AND l.id = r.lecture_id
  LEFT JOIN accounts a ON a.generation = r.generation AND a.id = l.instructor_id
  WHERE r.generation = ${ACTIVE}`;

/** When any part of the joined document last changed. */
export const LAST_CHANGE = `MAX(r.changed_at, COALESCE(l.changed_at, 0), COALESCE(a.changed_at, 0), COALESCE(
  (SELECT MAX(p.changed_at) FROM payments p WHERE p.generation = r.generation AND p.registration_id = r.id), 0))`;

interface PartsRow {
  studentId: string;
  requestedAt: string;
  id: string;
  registration: string;
  lecture: string | null;
  instructor: string | null;
  payments: string;
}

/** The documents of the registrations (`r`) that the rest of the statement picks, `l` and `a` being lecture and instructor. */
export async function readDocuments(manager: EntityManager, rest: string, parameters: unknown[]) {
  const rows = await manager.query<PartsRow[]>(`${PARTS} ${rest}`, parameters);
  return rows.map((row) => ({
    studentId: row.studentId,
    place: { requestedAt: row.requestedAt, id: row.id },
    document: viewDocument(partsOf(row)),
  }));
}

const partsOf = ({ registration, payments, lecture, instructor }: PartsRow): RegistrationParts => ({
  registration: JSON.parse(registration) as Registration,
  payments: JSON.parse(payments) as Payment[],
  lecture: lecture === null ? null : (JSON.parse(lecture) as LectureState),
  instructor: instructor === null ? null : (JSON.parse(instructor) as Account),
});
