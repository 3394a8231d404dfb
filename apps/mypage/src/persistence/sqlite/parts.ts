import type { EntityManager } from 'typeorm';
import type { Part, PartKind, PartStates } from '../../domain/part.js';
import { firstSessionAt } from '../../domain/view-document.js';
import type { ResyncOrigin } from '../../ports/views.js';
import { countEvent, liveGenerations, partTableNames, STORE_NOW, type Generation } from './generations.js';

export interface PartWrite {
  part: Part;
  resync?: ResyncOrigin;
}

export async function saveParts(manager: EntityManager, batch: PartWrite[]): Promise<('applied' | 'stale')[]> {
  const live = await liveGenerations(manager);
  const outcomes: ('applied' | 'stale')[] = [];
  for (const write of batch) outcomes.push(await savePart(manager, live, write));
  return outcomes;
}

async function savePart(
  manager: EntityManager,
  live: Generation[],
  { part, resync }: PartWrite,
): Promise<'applied' | 'stale'> {
  const rebuild = live.find(({ status, requestId }) => status === 'BUILDING' && requestId === resync?.requestId);
  let applied = false;
  for (const { id } of rebuild ? [rebuild] : live) applied = (await upsert(manager, id, part)) || applied;
  if (rebuild && resync) await countEvent(manager, rebuild.id, resync);
  return applied ? 'applied' : 'stale';
}

async function upsert(manager: EntityManager, generation: number, part: Part): Promise<boolean> {
  const columns = {
    generation,
    id: part.id,
    sequence: part.sequence,
    state: JSON.stringify(part.state),
    ...indexColumnsOf(part),
  };
  const names = Object.keys(columns);
  const table = partTableNames[part.kind];
  const changed: unknown[] = await manager.query(
    `INSERT INTO ${table} (${names.join(', ')}, changed_at)
     VALUES (${names.map(() => '?').join(', ')}, ${STORE_NOW})
     ON CONFLICT (generation, id) DO UPDATE SET
       ${names.map((name) => `${name} = excluded.${name}`).join(', ')}, changed_at = excluded.changed_at
     WHERE excluded.sequence > ${table}.sequence
     RETURNING id`,
    Object.values(columns),
  );
  return changed.length > 0;
}

const indexColumns: { [Kind in PartKind]: (state: PartStates[Kind]) => Record<string, string | number> } = {
  registration: ({ studentId, lectureId, status, requestedAt }) => ({
    student_id: studentId,
    lecture_id: lectureId,
    status,
    requested_at: requestedAt,
  }),
  payment: ({ registrationId, status, amount, refunded }) => ({
    registration_id: registrationId,
    status,
    amount: amount.amount - (refunded?.amount ?? 0),
  }),
  lecture: (lecture) => ({
    instructor_id: lecture.instructor.id,
    status: lecture.status,
    first_session_at: firstSessionAt(lecture),
  }),
  account: () => ({}),
};

const indexColumnsOf = <Kind extends PartKind>({ kind, state }: { kind: Kind; state: PartStates[Kind] }) =>
  indexColumns[kind](state);
