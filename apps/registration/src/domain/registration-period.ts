import { problemDetail, Rejection } from '#contracts';
import type { Reason } from './reasons.js';
import type { LectureCopy } from './seat-ledger.js';

type Period = Pick<LectureCopy, 'publishAt' | 'opensAt' | 'closesAt'>;

/** Before it is published, a lecture does not exist for students. @throws LECTURE_UNKNOWN */
export function requirePublished(lecture: Period, now: Date): void {
  if (!isPublished(lecture, now)) throw new Rejection('LECTURE_UNKNOWN');
}

export const isPublished = ({ publishAt }: Period, now: Date): boolean => isReached(publishAt, now, true);

/** Includes the opening, excludes the closing; a missing bound means no limit. */
export function outsidePeriod({ opensAt, closesAt }: Period, now: Date): Reason | undefined {
  const data = { opensAt, closesAt, serverTime: now.toISOString() };
  if (!isReached(opensAt, now, true))
    return {
      code: 'NOT_OPEN_YET',
      detail: problemDetail('NOT_OPEN_YET', 'at', { opensAt: opensAt! }),
      data,
      remedies: ['WAIT_UNTIL_OPEN'],
    };
  if (isReached(closesAt, now, false))
    return {
      code: 'REGISTRATION_CLOSED',
      detail: problemDetail('REGISTRATION_CLOSED', 'at', { closesAt: closesAt! }),
      data,
      remedies: [],
    };
  return undefined;
}

const isReached = (bound: string | null, now: Date, ifAbsent: boolean): boolean =>
  bound === null ? ifAbsent : Date.parse(bound) <= now.getTime();
