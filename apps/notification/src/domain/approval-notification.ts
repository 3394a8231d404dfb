import type { Registration } from '#contracts';
import type { LectureCopy } from './lecture-change.js';
import type { NewNotification } from './notification.js';
import type { RegistrationCopy, RegistrationEventName } from './registration-notification.js';
import { registrationStaffNotification } from './staff-notification.js';

/** Messages that ask the staff to decide, and the one about a refusal. A request to cancel is identified by its number, because other changes publish it again. */
export function approvalNotifications(
  name: RegistrationEventName,
  registration: Registration,
  sequence: number,
  copies: { registration: RegistrationCopy | undefined; lecture: LectureCopy | undefined },
  now: Date,
): NewNotification[] {
  if (copies.registration && copies.registration.sequence > sequence) return [];
  const { status, holdExpiresAt, cancelRequest } = registration;
  if (name === 'registration.approval-requested' && holdExpiresAt !== null) {
    const needed = {
      template: 'approval-needed',
      facts: { decideBy: holdExpiresAt },
      sendBefore: new Date(holdExpiresAt),
    } as const;
    return [registrationStaffNotification(registration, sequence, copies.lecture, needed, now)];
  }
  if (name !== 'registration.changed' || status !== 'CONFIRMED' || !cancelRequest) return [];
  const { number, decideBy, note, refusedAt, refusalNote } = cancelRequest;
  const requested = {
    template: 'cancellation-requested',
    facts: { decideBy, ...(note !== null && { note }) },
    sendBefore: new Date(decideBy),
  } as const;
  const toStaff = () => registrationStaffNotification(registration, number, copies.lecture, requested, now);
  if (refusedAt === null) return [{ ...toStaff(), about: 'cancel-request' }];
  return [
    {
      about: 'cancel-refusal',
      subject: registration.id,
      sequence: number,
      registrationId: registration.id,
      recipientId: registration.studentId,
      staffOf: null,
      template: 'cancel-refused',
      facts: { ...(refusalNote !== null && { note: refusalNote }) },
      dueAt: now,
      sendBefore: null,
    },
  ];
}
