import type { EntityManager } from 'typeorm';
import type { Account, RegistrationStatus } from '#contracts';
import type { Overview } from '../domain/views.js';
import { ACTIVE } from './generations.js';
import { readDocuments } from './read-documents.js';

/** The head of a student's My Page; call it inside a transaction, so that its parts are of one moment. */
export async function readOverview(manager: EntityManager, studentId: string): Promise<Overview> {
  return {
    student: { id: studentId, name: await nameOf(manager, studentId) },
    counts: await countsOf(manager, studentId),
    totalPaid: { amount: await paidBy(manager, studentId), currency: 'KRW' },
    upcoming: await upcomingOf(manager, studentId),
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

/** CROSS JOIN makes the planner begin at the student, not at every payment there is. */
async function paidBy(manager: EntityManager, studentId: string): Promise<number> {
  const [row] = await manager.query<{ paid: number }[]>(
    `SELECT COALESCE(SUM(p.amount), 0) AS paid FROM registrations r
     CROSS JOIN payments p ON p.generation = r.generation AND p.registration_id = r.id AND p.status = 'COMPLETED'
     WHERE r.generation = ${ACTIVE} AND r.student_id = ?`,
    [studentId],
  );
  return row?.paid ?? 0;
}

/** Live registrations of lectures that are not over, the one that begins first in front. */
async function upcomingOf(manager: EntityManager, studentId: string): Promise<Overview['upcoming']> {
  const found = await readDocuments(
    manager,
    `AND r.student_id = ? AND r.status IN ('AWAITING_PAYMENT', 'CONFIRMED') AND COALESCE(l.status, '') <> 'CLOSED'
     ORDER BY l.first_session_at IS NULL, l.first_session_at, r.id LIMIT 10`,
    [studentId],
  );
  return found.map(({ document }) => document);
}
