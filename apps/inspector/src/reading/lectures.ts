import type { LectureState, Session } from '#contracts';
import type { LectureDossier, LedgerRow, SeatCounts, StatedPeriod } from '../invariants/records.js';
import { groupedBy, rangesOf, valuesOf, within, type Range } from './store.js';
import { periodOf } from '../invariants/seats.js';
import { instantOf, instantOrNull, type Store } from './store.js';
import type { Stores } from './stores.js';

export async function* lectureDossiers(stores: Stores): AsyncGenerator<LectureDossier> {
  for await (const range of rangesOf(stores.registration, 'seat_ledger', 'lecture_id')) {
    const [lectures, ledger, counts, requests, twice, seats, shown] = await Promise.all([
      lecturesIn(stores.lecture, range),
      ledgerIn(stores.registration, range),
      countsIn(stores.registration, range),
      requestsIn(stores.registration, range),
      studentsWithTwoIn(stores.registration, range),
      seatsIn(stores.registration, range),
      stores.views.lectures(range),
    ]);
    const lectureOf = new Map(lectures.map((each) => [each.id, each]));
    const ledgerOf = new Map(ledger.map((each) => [each.lectureId, each]));
    const countsOf = groupedBy(counts, ({ lectureId }) => lectureId);
    const requestedOf = new Map(requests.map(({ lectureId, ...requested }) => [lectureId, requested]));
    const twiceOf = groupedBy(twice, ({ lectureId }) => lectureId);
    const seatsOf = new Map(seats.map(({ lectureId, ...counted }) => [lectureId, counted]));
    const shownOf = new Map(shown.map((each) => [each.id, each]));
    for (const id of new Set([lectureOf, ledgerOf, countsOf, shownOf].flatMap((map) => [...map.keys()]))) {
      const counted = (status: string) => countsOf.get(id)?.find((each) => each.status === status)?.count ?? 0;
      const row = ledgerOf.get(id);
      const isOverfull = row !== undefined && row.held + row.taken > row.capacity;
      yield {
        id,
        lecture: lectureOf.get(id),
        ledger: row,
        awaiting: counted('AWAITING_PAYMENT') + counted('AWAITING_APPROVAL'),
        confirmed: counted('CONFIRMED'),
        studentsWithTwo: twiceOf.get(id)?.map(({ studentId }) => studentId) ?? [],
        requested: requestedOf.get(id),
        periods: row && (hasPeriod(row) ? await periodsOf(stores.lecture, id) : [row]),
        seats: seatsOf.get(id),
        shown: shownOf.get(id),
        highestCapacity: isOverfull ? await highestCapacity(stores.lecture, id) : undefined,
      };
    }
  }
}

interface LectureColumns {
  [column: string]: string | number | null;
  instructor_id: string;
  fee_amount: number;
  sessions: string;
  created_at: string;
  updated_at: string;
}

async function lecturesIn(store: Store, range: Range): Promise<LectureState[]> {
  const rows = await store.rows<LectureColumns>(`SELECT * FROM lecture WHERE ${within('id')}`, valuesOf(range));
  return rows.map(
    (row) =>
      ({
        id: row['id'],
        title: row['title'],
        description: row['description'],
        category: row['category'],
        instructor: { id: row.instructor_id, name: row['instructor_name'] },
        fee: { amount: row.fee_amount, currency: row['fee_currency'] },
        capacity: row['capacity'],
        sessions: JSON.parse(row.sessions) as Session[],
        status: row['status'],
        cancelNote: row['cancel_note'],
        ...(row['timezone'] && { timezone: row['timezone'] }),
        ...(row['publish_at'] && { publishAt: instantOf(String(row['publish_at'])) }),
        ...(row['registration_opens_at'] && { registrationOpensAt: instantOf(String(row['registration_opens_at'])) }),
        ...(row['registration_closes_at'] && {
          registrationClosesAt: instantOf(String(row['registration_closes_at'])),
        }),
        ...(row['approval_required'] !== null && { approvalRequired: row['approval_required'] === 1 }),
        ...(row['approval_hours'] !== null && { approvalHours: row['approval_hours'] }),
        ...(row['refund_tiers'] && { refundTiers: JSON.parse(String(row['refund_tiers'])) as unknown }),
        ...(row['max_places'] !== null && { maxPlaces: row['max_places'] }),
        ...(row['seating'] && { seating: JSON.parse(String(row['seating'])) as unknown }),
        createdAt: instantOf(row.created_at),
        updatedAt: instantOf(row.updated_at),
        version: row['version'],
      }) as LectureState,
  );
}

async function ledgerIn(store: Store, range: Range): Promise<LedgerRow[]> {
  const rows = await store.rows<LedgerRow>(
    `SELECT lecture_id AS lectureId, status, title, fee_amount AS fee, capacity, held, taken, sequence,
       publish_at AS publishAt, opens_at AS opensAt, closes_at AS closesAt
     FROM seat_ledger WHERE ${within('lecture_id')}`,
    valuesOf(range),
  );
  return rows.map((row) => ({
    ...row,
    publishAt: instantOrNull(row.publishAt),
    opensAt: instantOrNull(row.opensAt),
    closesAt: instantOrNull(row.closesAt),
  }));
}

const hasPeriod = ({ publishAt, opensAt, closesAt }: StatedPeriod): boolean =>
  [publishAt, opensAt, closesAt].some((bound) => bound !== null);

async function periodsOf(store: Store, id: string): Promise<StatedPeriod[] | undefined> {
  const states = await publishedStates(store, id);
  return states?.map(periodOf);
}

async function requestsIn(store: Store, range: Range): Promise<{ lectureId: string; first: string; last: string }[]> {
  const rows = await store.rows<{ lectureId: string; first: string; last: string }>(
    `SELECT lecture_id AS lectureId, MIN(requested_at) AS first, MAX(requested_at) AS last FROM registration
     WHERE ${within('lecture_id')} GROUP BY lecture_id`,
    valuesOf(range),
  );
  return rows.map((row) => ({ ...row, first: instantOf(row.first), last: instantOf(row.last) }));
}

async function countsIn(store: Store, range: Range): Promise<{ lectureId: string; status: string; count: number }[]> {
  const rows = await store.rows<{ lectureId: string; status: string; count: number | string }>(
    `SELECT lecture_id AS lectureId, status, SUM(COALESCE(place_count, 1)) AS count FROM registration
     WHERE ${within('lecture_id')} AND live_slot IS NOT NULL GROUP BY lecture_id, status`,
    valuesOf(range),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function seatsIn(store: Store, range: Range): Promise<(SeatCounts & { lectureId: string })[]> {
  const rows = await store.rows<Record<keyof SeatCounts, number | string> & { lectureId: string }>(
    `SELECT s.lecture_id AS lectureId,
       SUM(CASE WHEN s.registration_id IS NULL AND s.blocked = 0 AND s.plan = l.seating THEN 1 ELSE 0 END) AS free,
       SUM(CASE WHEN s.registration_id IS NOT NULL THEN 1 ELSE 0 END) AS occupied,
       SUM(CASE WHEN s.registration_id IS NOT NULL
         AND (r.live_slot IS NULL OR r.lecture_id <> s.lecture_id) THEN 1 ELSE 0 END) AS stray,
       (SELECT COALESCE(SUM(seat_count), 0) FROM registration c
        WHERE c.lecture_id = s.lecture_id AND c.live_slot IS NOT NULL) AS assigned
     FROM seat s INNER JOIN seat_ledger l ON l.lecture_id = s.lecture_id LEFT JOIN registration r ON r.id = s.registration_id
     WHERE ${within('s.lecture_id')} GROUP BY s.lecture_id`,
    valuesOf(range),
  );
  return rows.map(({ lectureId, free, occupied, stray, assigned }) => ({
    ...{ lectureId, free: Number(free), occupied: Number(occupied), stray: Number(stray), assigned: Number(assigned) },
  }));
}

const studentsWithTwoIn = (store: Store, range: Range): Promise<{ lectureId: string; studentId: string }[]> =>
  store.rows(
    `SELECT lecture_id AS lectureId, student_id AS studentId FROM registration
     WHERE ${within('lecture_id')} AND status IN ('AWAITING_PAYMENT', 'AWAITING_APPROVAL', 'CONFIRMED')
     GROUP BY lecture_id, student_id HAVING COUNT(*) > 1`,
    valuesOf(range),
  );

async function highestCapacity(store: Store, id: string): Promise<number | undefined> {
  const states = await publishedStates(store, id);
  return states && Math.max(...states.map(({ capacity }) => capacity));
}

async function publishedStates(store: Store, id: string): Promise<LectureState[] | undefined> {
  const bodies = await store.rows<{ body: string }>(
    `SELECT body FROM outbox WHERE routing_key LIKE 'lecture.%' AND ${store.attribute('subject')} = ?`,
    [id],
  );
  const states = bodies.map(({ body }) => (JSON.parse(body) as { data: LectureState }).data);
  return states.some(({ version }) => version === 1) ? states : undefined;
}
