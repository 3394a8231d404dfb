import type { LectureState } from '#contracts';
import { closedBecauseFinished } from './close-lecture.js';
import { became, isFinished, unchanged, type Decision } from './lecture.js';
import { lectureNotOpen } from './refusals.js';

/** Final; canceling again changes nothing, not even the note. @throws LECTURE_NOT_OPEN when it is closed */
export function decideCancel(state: LectureState, reason: string, now: Date): Decision {
  if (state.status === 'CANCELED') return unchanged(state);
  if (isFinished(state, now)) return { ...closedBecauseFinished(state, now), refusal: lectureNotOpen() };
  if (state.status === 'CLOSED') throw lectureNotOpen();
  return became('lecture.canceled', state, { status: 'CANCELED', cancelNote: reason }, now);
}
