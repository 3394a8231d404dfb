import type { EntityManager } from 'typeorm';
import type { CancellationCounts } from '../../ports/views.js';
import { ACTIVE } from './generations.js';

const LIVE = `r.status IN ('CONFIRMED', 'AWAITING_APPROVAL', 'AWAITING_PAYMENT')`;
const BY_LECTURE = `json_extract(r.state, '$.cancelReason') = 'LECTURE_CANCELED'`;

const PLACES = `CASE WHEN json_type(r.state, '$.places') = 'array' THEN
  (SELECT COUNT(*) FROM json_each(r.state, '$.places') p WHERE json_extract(p.value, '$.canceledAt') IS NULL) ELSE 1 END`;

const AMOUNT = `json_extract(p.state, '$.amount.amount')`;
const REFUNDED = `COALESCE(json_extract(p.state, '$.refunded.amount'), CASE p.status WHEN 'CANCELED' THEN ${AMOUNT} ELSE 0 END)`;

/** Call it inside a transaction, so that its parts are of one moment. */
export async function readCancellation(manager: EntityManager, lectureId: string): Promise<CancellationCounts | null> {
  const [lecture] = await manager.query<{ instructorId: string }[]>(
    `SELECT instructor_id AS instructorId FROM lectures WHERE generation = ${ACTIVE} AND id = ?`,
    [lectureId],
  );
  if (!lecture) return null;
  const [students] = await manager.query<Omit<CancellationCounts, 'instructorId'>[]>(
    `SELECT COUNT(*) FILTER (WHERE ${LIVE}) AS students,
       COALESCE(SUM(${PLACES}) FILTER (WHERE ${LIVE}), 0) AS places,
       COUNT(*) FILTER (WHERE ${BY_LECTURE}) AS canceledStudents
     FROM registrations r WHERE r.generation = ${ACTIVE} AND r.lecture_id = ?`,
    [lectureId],
  );
  const [payments] = await manager.query<Omit<CancellationCounts, 'instructorId'>[]>(
    `SELECT COUNT(*) AS payments, COUNT(*) FILTER (WHERE p.status = 'CANCELED') AS refundedPayments,
       COALESCE(SUM(${AMOUNT}), 0) AS paid, COALESCE(SUM(${REFUNDED}), 0) AS refunded
     FROM registrations r
     CROSS JOIN payments p ON p.generation = r.generation AND p.registration_id = r.id
     WHERE r.generation = ${ACTIVE} AND r.lecture_id = ? AND (${LIVE} OR ${BY_LECTURE})
       AND json_extract(p.state, '$.completedAt') IS NOT NULL`,
    [lectureId],
  );
  return { ...lecture, ...students!, ...payments! };
}
