import type { KnownLecture } from './lecture-news.js';
import type { NewNotification } from './notification.js';
import { isLive, type KnownRegistration } from './tell-of-registration.js';

type Told = Pick<NewNotification, 'about' | 'sequence' | 'tellBefore'>;

/** Why a message is not sent any more, as a reason without names; undefined where it is still true and still in time. */
export function overtakenBy(
  { about, sequence, tellBefore }: Told,
  registration: KnownRegistration | undefined,
  lecture: KnownLecture | undefined,
  now: Date,
): string | undefined {
  if (tellBefore !== null && tellBefore <= now) return 'time';
  if (about === 'payment') return undefined;
  if (about === 'registration') {
    return registration && registration.sequence > sequence ? `sequence ${registration.sequence}` : undefined;
  }
  if (registration && !isLive(registration)) return 'the end of the registration';
  if (lecture && lecture.status !== 'OPEN') return 'the end of the lecture';
  return lecture && lecture.announced > sequence ? `sequence ${lecture.announced}` : undefined;
}
