import type { LectureState, NotificationTemplate, Registration } from '#contracts';
import type { LectureCopy } from './lecture-change.js';
import type { Facts, NewNotification } from './notification.js';

export interface Enrollment {
  live: number;
  canceledWithLecture: number;
}

const immediate = { facts: {}, sendBefore: null } satisfies Partial<NewNotification>;

export const lectureCanceledNotification = (
  { id, instructor }: LectureState,
  sequence: number,
  now: Date,
): NewNotification => ({
  ...immediate,
  about: 'cancellation',
  subject: id,
  sequence,
  registrationId: null,
  recipientId: instructor.id,
  staffOf: id,
  template: 'lecture-canceled',
  dueAt: now,
});

/** One per lecture and capacity, because students cancel and others take their seats. */
export function lectureFullNotification(
  { id, instructorId, capacity }: LectureCopy,
  now: Date,
): NewNotification | undefined {
  if (instructorId === null || capacity === null) return undefined;
  return {
    ...immediate,
    about: 'enrollment',
    subject: id,
    sequence: capacity,
    registrationId: null,
    recipientId: instructorId,
    staffOf: id,
    template: 'lecture-full',
    facts: { capacity },
    dueAt: now,
  };
}

/** @throws Error while the copy of the lecture, which names the instructor, has not arrived: the event is consumed again */
export function registrationStaffNotification(
  { id, lectureId }: Registration,
  sequence: number,
  lecture: LectureCopy | undefined,
  {
    template,
    facts = {},
    sendBefore = null,
  }: { template: NotificationTemplate; facts?: Facts; sendBefore?: Date | null },
  now: Date,
): NewNotification {
  if (!lecture?.instructorId)
    throw new Error(`the copy of lecture ${lectureId} with its instructor has not arrived yet`);
  return {
    about: 'registration',
    subject: id,
    sequence,
    registrationId: id,
    recipientId: lecture.instructorId,
    staffOf: lectureId,
    template,
    facts,
    dueAt: now,
    sendBefore,
  };
}
