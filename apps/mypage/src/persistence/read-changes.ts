import type { EntityManager } from 'typeorm';
import type { ChangeMark, ViewChange } from '../domain/views.js';
import { ACTIVE } from './generations.js';
import { STORE_NOW } from './part-tables.js';
import { LAST_CHANGE, readDocuments } from './read-documents.js';

/** A step of the clock, or a reader that looked a moment too early, must not hide a change. */
export const OVERLAP_MS = 2_000;

/** Up to that age of a mark it is cheaper to begin at the changes, beyond it at the students. */
const RECENT_MS = 60_000;

interface Moment {
  generation: number;
  now: number;
}

async function presentMoment(manager: EntityManager): Promise<Moment> {
  const [moment] = await manager.query<Moment[]>(`SELECT ${ACTIVE} AS generation, ${STORE_NOW} AS now`);
  if (!moment) throw new Error('the store does not tell its clock');
  return moment;
}

export async function presentMark(manager: EntityManager): Promise<ChangeMark> {
  const { generation, now } = await presentMoment(manager);
  return `${generation}-${now}`;
}

/** What changed for these students since the mark, the latest change last. */
export async function readChanges(
  manager: EntityManager,
  mark: ChangeMark,
  students: readonly string[],
): Promise<ViewChange[]> {
  if (students.length === 0) return [];
  const present = await presentMoment(manager);
  const since = sinceOf(mark, present);
  const recent = present.now - since <= RECENT_MS;
  const found = await readDocuments(manager, recent ? AMONG_CHANGES : AMONG_STUDENTS, [
    since,
    JSON.stringify(students),
  ]);
  return found.map(({ studentId, document }) => ({ studentId, document }));
}

function sinceOf(mark: ChangeMark, { generation, now }: Moment): number {
  const [, marked, at] = /^(\d{1,15})-(\d{1,15})$/.exec(mark) ?? [];
  return Number(marked) === generation ? Math.min(Number(at), now) - OVERLAP_MS : 0;
}

const STUDENTS = '(SELECT value FROM json_each(?2))';

const AMONG_STUDENTS = `AND r.student_id IN ${STUDENTS} AND ${LAST_CHANGE} >= ?1 ORDER BY ${LAST_CHANGE}`;

/** Costs what changed, not how many students listen: `+` and CROSS JOIN make the planner begin at the changes. */
const AMONG_CHANGES = `AND +r.student_id IN ${STUDENTS} AND r.id IN (
    SELECT id FROM registrations WHERE generation = ${ACTIVE} AND changed_at >= ?1
    UNION SELECT registration_id FROM payments WHERE generation = ${ACTIVE} AND changed_at >= ?1
    UNION SELECT of_lecture.id FROM lectures changed
      CROSS JOIN registrations of_lecture ON of_lecture.generation = changed.generation
        AND of_lecture.lecture_id = changed.id AND of_lecture.student_id IN ${STUDENTS}
      WHERE changed.generation = ${ACTIVE} AND changed.changed_at >= ?1
    UNION SELECT of_lecture.id FROM accounts changed
      CROSS JOIN lectures given ON given.generation = changed.generation AND given.instructor_id = changed.id
      CROSS JOIN registrations of_lecture ON of_lecture.generation = given.generation
        AND of_lecture.lecture_id = given.id AND of_lecture.student_id IN ${STUDENTS}
      WHERE changed.generation = ${ACTIVE} AND changed.changed_at >= ?1)
  ORDER BY ${LAST_CHANGE}`;
