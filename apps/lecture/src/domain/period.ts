import { Rejection, type LectureState, type ProblemVariant } from '#contracts';
import { endOf } from './lecture.js';

/** When a lecture becomes public and when students can register. A missing bound means no limit; the time zone is for display only. */
export type Period = Pick<LectureState, 'timezone' | 'publishAt' | 'registrationOpensAt' | 'registrationClosesAt'>;

export const PERIOD_FIELDS = ['timezone', 'publishAt', 'registrationOpensAt', 'registrationClosesAt'] as const;

export const periodIn = (fields: Partial<Period>): Period =>
  Object.fromEntries(PERIOD_FIELDS.flatMap((field) => (fields[field] ? [[field, fields[field]]] : [])));

/** A draft is a lecture that becomes public later. */
export const isPublic = ({ publishAt }: Period, now: Date): boolean =>
  publishAt === undefined || Date.parse(publishAt) <= now.getTime();

/** @throws INVALID_PERIOD */
export function requireValidPeriod(lecture: Period & Pick<LectureState, 'sessions'>): void {
  const { publishAt, registrationOpensAt: opensAt, registrationClosesAt: closesAt } = lecture;
  const end = endOf(lecture).toISOString();
  if (isReached(opensAt, closesAt)) throw invalid('empty');
  if (isReached(publishAt, closesAt)) throw invalid('unpublished');
  if (isReached(opensAt, end) || isReached(publishAt, end)) throw invalid('late');
}

/** Registered students must continue to see their lecture. @throws ALREADY_PUBLISHED */
export function requireUnpublished(lecture: Period, now: Date): void {
  if (isPublic(lecture, now)) throw new Rejection('ALREADY_PUBLISHED');
}

const isReached = (start: string | undefined, end: string | undefined): boolean =>
  start !== undefined && end !== undefined && start >= end;

const invalid = (variant: ProblemVariant<'INVALID_PERIOD'>) => new Rejection('INVALID_PERIOD', { variant });
