import { Rejection, type LectureState, type NewEvent, type ProblemVariant } from '#contracts';

export type LectureEvent = NewEvent<'lecture.opened' | 'lecture.changed' | 'lecture.canceled' | 'lecture.closed'>;

export interface Decision {
  state: LectureState;
  events: LectureEvent[];
  refusal?: Rejection;
}

export const unchanged = (state: LectureState): Decision => ({ state, events: [] });

export function became(
  name: LectureEvent['name'],
  before: LectureState,
  changes: Partial<LectureState>,
  now: Date,
): Decision {
  const state = withoutAbsent({ ...before, ...changes, updatedAt: now.toISOString(), version: before.version + 1 });
  return { state, events: [eventOf(name, state)] };
}

const withoutAbsent = (state: LectureState): LectureState =>
  Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as LectureState;

export const eventOf = (name: LectureEvent['name'], state: LectureState): LectureEvent => ({
  name,
  subject: state.id,
  sequence: state.version,
  data: state,
});

export const notOpen = (
  { status }: LectureState,
  variant: ProblemVariant<'LECTURE_NOT_OPEN'> = 'unchangeable',
): Rejection => new Rejection('LECTURE_NOT_OPEN', { variant, data: { status: status === 'OPEN' ? 'CLOSED' : status } });

/** @throws LECTURE_NOT_OPEN, also if the lecture has ended but is not closed yet */
export function requireOpen(state: LectureState, now: Date): void {
  if (state.status !== 'OPEN' || isFinished(state, now)) throw notOpen(state, 'silent');
}

export function currentEventOf(state: LectureState): LectureEvent {
  switch (state.status) {
    case 'CANCELED':
      return eventOf('lecture.canceled', state);
    case 'CLOSED':
      return eventOf('lecture.closed', state);
    case 'OPEN':
    default:
      return eventOf(state.version === 1 ? 'lecture.opened' : 'lecture.changed', state);
  }
}

export const endOf = ({ sessions }: Pick<LectureState, 'sessions'>): Date =>
  new Date(Math.max(...sessions.map(({ endsAt }) => Date.parse(endsAt))));

export const isFinished = (state: LectureState, now: Date): boolean => state.status === 'OPEN' && endOf(state) <= now;

export const decideClose = (state: LectureState, now: Date): Decision =>
  isFinished(state, now) ? closedAsFinished(state, now) : unchanged(state);

export const closedAsFinished = (state: LectureState, now: Date): Decision =>
  became('lecture.closed', state, { status: 'CLOSED' }, now);

/** Final; canceling again changes nothing, not even the note. @throws LECTURE_NOT_OPEN when it is closed */
export function decideCancel(state: LectureState, reason: string, now: Date): Decision {
  if (state.status === 'CANCELED') return unchanged(state);
  if (isFinished(state, now)) return { ...closedAsFinished(state, now), refusal: notOpen(state) };
  if (state.status === 'CLOSED') throw notOpen(state);
  return became('lecture.canceled', state, { status: 'CANCELED', cancelNote: reason }, now);
}
