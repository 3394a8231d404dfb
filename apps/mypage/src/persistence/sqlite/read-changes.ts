import type { EntityManager } from 'typeorm';
import type { ChangedRegistrations, ChangeMark, ViewChange } from '../../ports/views.js';
import { isRecent, startOf, type Moment } from '../change-marks.js';
import { ACTIVE, STORE_NOW } from './generations.js';
import { LAST_CHANGE, PARTS, readDocuments } from './read-documents.js';

export async function currentMoment(manager: EntityManager): Promise<Moment> {
  const [moment] = await manager.query<Moment[]>(`SELECT ${ACTIVE} AS generation, ${STORE_NOW} AS now`);
  if (!moment) throw new Error('the store did not return its clock');
  return moment;
}

export async function readChanges(
  manager: EntityManager,
  mark: ChangeMark,
  students: readonly string[],
): Promise<ChangedRegistrations> {
  if (students.length === 0) return [];
  const moment = await currentMoment(manager);
  const since = startOf(mark, moment);
  if (since === undefined) return 'unknown';
  const selection = isRecent(since, moment) ? BY_CHANGES : BY_STUDENTS;
  return manager.query(`SELECT r.student_id AS studentId, r.id AS registrationId ${selection}`, [
    since,
    JSON.stringify(students),
  ]);
}

export async function readByIds(manager: EntityManager, ids: readonly string[]): Promise<ViewChange[]> {
  const found = await readDocuments(manager, 'AND r.id IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
  const byId = new Map(found.map((each) => [each.position.id, each]));
  return ids.flatMap((id) => byId.get(id) ?? []).map(({ studentId, document }) => ({ studentId, document }));
}

const STUDENTS = '(SELECT value FROM json_each(?2))';

const BY_STUDENTS = `${PARTS} AND r.student_id IN ${STUDENTS} AND ${LAST_CHANGE} >= ?1`;

/** The cost depends on the changes, not on the number of students: `+` and CROSS JOIN make the planner start from the changes. */
const BY_CHANGES = `FROM registrations r WHERE r.generation = ${ACTIVE} AND +r.student_id IN ${STUDENTS} AND r.id IN (
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
      WHERE changed.generation = ${ACTIVE} AND changed.changed_at >= ?1)`;
