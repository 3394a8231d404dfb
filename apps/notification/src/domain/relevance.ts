import type { LectureCopy } from './lecture-change.js';
import type { NewNotification } from './notification.js';
import { isLive, type RegistrationCopy } from './registration-notification.js';

type Message = Pick<NewNotification, 'about' | 'sequence' | 'sendBefore'>;

export function outdatedReason(
  { about, sequence, sendBefore }: Message,
  registration: RegistrationCopy | undefined,
  lecture: LectureCopy | undefined,
  now: Date,
): string | undefined {
  if (sendBefore !== null && sendBefore <= now) return 'its deadline has passed';
  if (about === 'payment') return undefined;
  if (about === 'registration') {
    return registration && registration.sequence > sequence ? `sequence ${registration.sequence}` : undefined;
  }
  if (registration && !receives(about, registration)) return 'the registration has ended';
  if (about === 'announcement') return undefined;
  if (lecture && lecture.status !== 'OPEN') return 'the lecture has ended';
  return lecture && lecture.announcedSequence > sequence ? `sequence ${lecture.announcedSequence}` : undefined;
}

const receives = (about: Message['about'], registration: RegistrationCopy): boolean =>
  about === 'announcement' ? registration.status === 'CONFIRMED' : isLive(registration);

/** The reason of a cancellation comes with the lecture's event, which can arrive after the registration's. */
const LECTURE_WAIT_MS = 60_000;

export const waitsForLecture = (
  { template, createdAt }: Pick<NewNotification, 'template'> & { createdAt: Date },
  lecture: Pick<LectureCopy, 'status'> | undefined,
  now: Date,
): boolean =>
  template === 'canceled-by-lecture' &&
  lecture?.status !== 'CANCELED' &&
  now.getTime() - createdAt.getTime() < LECTURE_WAIT_MS;
