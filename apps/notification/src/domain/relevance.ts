import type { LectureCopy } from './lecture-change.js';
import type { NewNotification } from './notification.js';
import type { Enrollment } from './staff-notification.js';
import { isLive, type RegistrationCopy } from './registration-notification.js';

type WaitingMessage = Pick<NewNotification, 'template'> & { createdAt: Date; enrollment?: Enrollment | undefined };
type Message = Pick<NewNotification, 'about' | 'sequence' | 'sendBefore'>;

export function outdatedReason(
  { about, sequence, sendBefore }: Message,
  registration: RegistrationCopy | undefined,
  lecture: LectureCopy | undefined,
  now: Date,
): string | undefined {
  if (sendBefore !== null && sendBefore <= now) return 'its deadline has passed';
  if (about === 'payment' || about === 'cancellation' || about === 'cancel-refusal') return undefined;
  if (about === 'registration') {
    return registration && registration.sequence > sequence ? `sequence ${registration.sequence}` : undefined;
  }
  if (about === 'declined-attempt' || about === 'canceled-places') return outdatedByStatus(about, registration);
  if (about !== 'enrollment' && registration && !receives(about, registration)) return 'the registration has ended';
  return about === 'announcement' ? undefined : outdatedByLecture(about, sequence, lecture);
}

const outdatedByStatus = (about: Message['about'], registration: RegistrationCopy | undefined): string | undefined =>
  registration && registration.status !== (about === 'declined-attempt' ? 'AWAITING_PAYMENT' : 'CONFIRMED')
    ? `the registration is ${registration.status}`
    : undefined;

function outdatedByLecture(
  about: Message['about'],
  sequence: number,
  lecture: LectureCopy | undefined,
): string | undefined {
  if (lecture && lecture.status !== 'OPEN') return 'the lecture has ended';
  return about === 'lecture' && lecture && lecture.announcedSequence > sequence
    ? `sequence ${lecture.announcedSequence}`
    : undefined;
}

const receives = (about: Message['about'], registration: RegistrationCopy): boolean =>
  about === 'announcement' ? registration.status === 'CONFIRMED' : isLive(registration);

/** The reason of a cancellation comes with the lecture's event, which can arrive after the registration's. */
const LECTURE_WAIT_MS = 60_000;
/** The registrations of a canceled lecture end in batches; the staff reads how many there were. */
const REGISTRATIONS_WAIT_MS = 600_000;

export function waitsForCopies(
  { template, createdAt, enrollment }: WaitingMessage,
  lecture: Pick<LectureCopy, 'status'> | undefined,
  now: Date,
): boolean {
  const ageMs = now.getTime() - createdAt.getTime();
  if (template === 'lecture-canceled') return (enrollment?.live ?? 0) > 0 && ageMs < REGISTRATIONS_WAIT_MS;
  return template === 'canceled-by-lecture' && lecture?.status !== 'CANCELED' && ageMs < LECTURE_WAIT_MS;
}
