import type { EntityManager } from 'typeorm';
import type { Account, LectureState, Payment, Registration, RegistrationStatus } from '#contracts';
import type { RegistrationParts } from '../../domain/part.js';
import { viewDocument } from '../../domain/view-document.js';
import type { Overview } from '../../ports/views.js';
import { ACTIVE } from './generations.js';

/** A registration with its parts, joined in one statement, so that they are of one moment and generation. */
export const PARTS = `FROM registrations r
  LEFT JOIN lectures l ON l.generation = r.generation AND l.id = r.lecture_id
  LEFT JOIN accounts a ON a.generation = r.generation AND a.id = l.instructor_id
  WHERE r.generation = ${ACTIVE}`;

const STATES = `r.student_id AS studentId, r.requested_at AS requestedAt, r.id, r.state AS registration,
  l.state AS lecture, a.state AS instructor,
  (SELECT json_group_array(json(p.state)) FROM payments p WHERE p.generation = r.generation AND p.registration_id = r.id) AS payments`;

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

export async function readDocuments(manager: EntityManager, rest: string, parameters: unknown[]) {
  const rows = await manager.query<PartsRow[]>(`SELECT ${STATES} ${PARTS} ${rest}`, parameters);
  return rows.map((row) => ({
    studentId: row.studentId,
    position: { requestedAt: row.requestedAt, id: row.id },
    document: viewDocument(partsOf(row)),
  }));
}

const partsOf = ({ registration, payments, lecture, instructor }: PartsRow): RegistrationParts => ({
  registration: JSON.parse(registration) as Registration,
  payments: JSON.parse(payments) as Payment[],
  lecture: lecture === null ? null : (JSON.parse(lecture) as LectureState),
  instructor: instructor === null ? null : (JSON.parse(instructor) as Account),
});

/** Call it inside a transaction, so that its parts are of one moment. */
export async function readOverview(manager: EntityManager, studentId: string, now: string): Promise<Overview> {
  return {
    student: { id: studentId, name: await nameOf(manager, studentId) },
    counts: await countsOf(manager, studentId),
    totalPaid: { amount: await paidBy(manager, studentId), currency: 'KRW' },
    upcoming: await upcomingOf(manager, studentId, now),
  };
}

async function nameOf(manager: EntityManager, studentId: string): Promise<string | null> {
  const [row] = await manager.query<{ state: string }[]>(
    `SELECT state FROM accounts WHERE generation = ${ACTIVE} AND id = ?`,
    [studentId],
  );
  return row ? (JSON.parse(row.state) as Account).name : null;
}

async function countsOf(manager: EntityManager, studentId: string): Promise<Overview['counts']> {
  const rows = await manager.query<{ status: RegistrationStatus; number: number }[]>(
    `SELECT status, COUNT(*) AS number FROM registrations
     WHERE generation = ${ACTIVE} AND student_id = ? GROUP BY status ORDER BY status`,
    [studentId],
  );
  return Object.fromEntries(rows.map(({ status, number }) => [status, number]));
}

/** CROSS JOIN makes the planner start from the student and not from all payments. */
async function paidBy(manager: EntityManager, studentId: string): Promise<number> {
  const [row] = await manager.query<{ paid: number }[]>(
    `SELECT COALESCE(SUM(p.amount), 0) AS paid FROM registrations r
     CROSS JOIN payments p ON p.generation = r.generation AND p.registration_id = r.id AND p.status = 'COMPLETED'
     WHERE r.generation = ${ACTIVE} AND r.student_id = ?`,
    [studentId],
  );
  return row?.paid ?? 0;
}

/** Start of the first session that has not ended. */
const NEXT_SESSION = `(SELECT MIN(json_extract(s.value, '$.startsAt')) FROM json_each(l.state, '$.sessions') s
  WHERE json_extract(s.value, '$.endsAt') > ?2)`;

async function upcomingOf(manager: EntityManager, studentId: string, now: string): Promise<Overview['upcoming']> {
  const found = await readDocuments(
    manager,
    `AND r.student_id = ?1 AND r.status IN ('AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED') AND COALESCE(l.status, '') <> 'CLOSED'
       AND (l.id IS NULL OR ${NEXT_SESSION} IS NOT NULL)
     ORDER BY l.id IS NULL, ${NEXT_SESSION}, r.id LIMIT 10`,
    [studentId, now],
  );
  return found.map(({ document }) => document);
}
