import type { LectureState } from '#contracts';
import { became, isFinished, unchanged, type Decision } from './lecture.js';

/** Time closes a lecture: when its last session is over, and not before. */
export const decideClose = (state: LectureState, now: Date): Decision =>
  isFinished(state, now) ? closedBecauseFinished(state, now) : unchanged(state);

export const closedBecauseFinished = (state: LectureState, now: Date): Decision =>
  became('lecture.closed', state, { status: 'CLOSED' }, now);
