import { Rejection, type LectureState, type Money, type Session } from '#contracts';
import type { ApprovalRule, Syllabus } from './open-lecture.js';
import { refundTiersOf } from './refund-schedule.js';
import { PERIOD_FIELDS, requireUnpublished, requireValidPeriod, type Period } from './period.js';
import { capacityFrom, requireSeatsKept, type Places, type Seated } from './seating.js';
import { became, closedAsFinished, type Decision, isFinished, notOpen, unchanged } from './lecture.js';

type Removable = Period & ApprovalRule & Places & Pick<LectureState, 'refundTiers'>;

export type Changes = { [Field in Exclude<keyof Syllabus, keyof Removable | 'fee'>]?: Syllabus[Field] | undefined } & {
  /** Null removes it. */
  [Field in keyof Removable]?: Removable[Field] | null;
} & {
  fee?: { [Part in keyof Money]?: Money[Part] | undefined } | undefined;
};

/**
 * Any field but the instructor may change while the lecture is open; repeating current values changes nothing.
 * The capacity must not be lower than the number of enrolled students.
 * @param seated of the roster, if the seating plan changes
 * @throws LECTURE_NOT_OPEN, CAPACITY_BELOW_ENROLLED, INVALID_REQUEST, ALREADY_PUBLISHED, INVALID_PERIOD, TIERS_NOT_ASCENDING, CAPACITY_FROM_SEATS, SEATS_TAKEN
 */
export function decideChange(
  state: LectureState,
  changes: Changes,
  enrolled: number,
  now: Date,
  seated: Seated = { registrations: 0, seats: [] },
): Decision {
  if (isFinished(state, now)) return { ...closedAsFinished(state, now), refusal: notOpen(state) };
  if (state.status !== 'OPEN') throw notOpen(state);
  const { refundPreset, ...given } = withCapacity(state, changes);
  const refundTiers = refundTiersOf({ ...given, refundPreset }, given.sessions ?? state.sessions);
  const changed = changedFields(state, { ...given, refundTiers });
  if (Object.keys(changed).length === 0) return unchanged(state);
  if (changed.capacity !== undefined && changed.capacity < enrolled)
    throw new Rejection('CAPACITY_BELOW_ENROLLED', { variant: 'enrolled', values: { enrolled }, data: { enrolled } });
  if ('seating' in changed) requireSeatsKept(state.seating, changed.seating, seated);
  if (changed.sessions) requireNoStartInThePast(state, changed.sessions, now);
  if ('publishAt' in changed) requireUnpublished(state, now);
  const after = { ...state, ...changed };
  if (['sessions', ...PERIOD_FIELDS].some((field) => field in changed)) requireValidPeriod(after);
  return became('lecture.changed', state, changed, now);
}

/** @throws CAPACITY_FROM_SEATS */
function withCapacity(state: LectureState, changes: Changes): Changes {
  const seating = changes.seating === undefined ? state.seating : changes.seating;
  const capacity = capacityFrom(changes.capacity, seating);
  return capacity === undefined ? changes : { ...changes, capacity };
}

/** Sessions that have begun may stay. A new start in the past would end the students' right to cancel. */
function requireNoStartInThePast(state: LectureState, sessions: Session[], now: Date): void {
  const known = state.sessions.map(({ startsAt }) => startsAt);
  const errors = sessions.flatMap(({ startsAt }, n) =>
    Date.parse(startsAt) <= now.getTime() && !known.includes(startsAt)
      ? [{ pointer: `/sessions/${n}/startsAt`, detail: 'must be in the future' }]
      : [],
  );
  if (errors.length > 0) throw new Rejection('INVALID_REQUEST', { errors });
}

function changedFields(state: LectureState, { fee, ...rest }: Changes): Partial<Syllabus> {
  const changes = fee ? { ...rest, fee: { ...state.fee, ...fee } } : rest;
  const changed = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && !isSame(value ?? undefined, state[field as keyof LectureState]),
  );
  return Object.fromEntries(changed.map(([field, value]) => [field, value ?? undefined]));
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields.every((field) => isSame(one[field as keyof typeof one], other[field as keyof typeof other]));
}

export type ReadVersions = readonly number[] | 'any';

/** Prevents overwriting a version that the client has not read. @throws PRECONDITION_FAILED */
export function requireReadVersion({ version }: LectureState, read: ReadVersions): void {
  if (read !== 'any' && !read.includes(version)) throw new Rejection('PRECONDITION_FAILED', { variant: 'lecture' });
}
