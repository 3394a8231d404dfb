import type { LectureState, Money } from '#contracts';
import { closedBecauseFinished } from './close-lecture.js';
import { became, isFinished, unchanged, type Decision } from './lecture.js';
import type { Syllabus } from './open-lecture.js';
import { capacityBelowEnrolled, lectureNotOpen } from './refusals.js';

/** What is named is new, what is not named stays; of the fee, one part may be named alone. */
export type Changes = { [Field in Exclude<keyof Syllabus, 'fee'>]?: Syllabus[Field] | undefined } & {
  fee?: { [Part in keyof Money]?: Money[Part] | undefined } | undefined;
};

/**
 * Any field but the instructor may change while the lecture is open; what is said again changes nothing.
 * A lowered capacity evicts nobody, so it may not be less than the students enrolled.
 * @throws LECTURE_NOT_OPEN, CAPACITY_BELOW_ENROLLED
 */
export function decideChange(state: LectureState, changes: Changes, enrolled: number, now: Date): Decision {
  if (isFinished(state, now)) return { ...closedBecauseFinished(state, now), refusal: lectureNotOpen() };
  if (state.status !== 'OPEN') throw lectureNotOpen();
  const news = newsOf(state, changes);
  if (Object.keys(news).length === 0) return unchanged(state);
  if (news.capacity !== undefined && news.capacity < enrolled) throw capacityBelowEnrolled(enrolled);
  return became('lecture.changed', state, news, now);
}

function newsOf(state: LectureState, { fee, ...rest }: Changes): Partial<Syllabus> {
  const changes = fee ? { ...rest, fee: { ...state.fee, ...fee } } : rest;
  const news = Object.entries(changes).filter(
    ([field, value]) => value !== undefined && !isSame(value, state[field as keyof Syllabus]),
  );
  return Object.fromEntries(news);
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields.every((field) => isSame(one[field as keyof typeof one], other[field as keyof typeof other]));
}
