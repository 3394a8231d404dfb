import type { LectureState } from '#contracts';
import { changedMeanwhile } from './refusals.js';

/** The versions that a change was made for, or any. */
export type ReadVersions = readonly number[] | 'any';

/** Nobody overwrites what they have not read. @throws PRECONDITION_FAILED */
export function refuseStale({ version }: LectureState, read: ReadVersions): void {
  if (read !== 'any' && !read.includes(version)) throw changedMeanwhile();
}
