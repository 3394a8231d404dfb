import type { Announcement, EventName, NotificationTemplate, Registration } from '#contracts';
import type { NewNotification } from './notification.js';

export type RegistrationEventName = Extract<EventName, `registration.${string}`>;

export interface RegistrationCopy {
  id: string;
  studentId: string;
  lectureId: string;
  status: Registration['status'];
  requestedAt: string;
  cancelReason: Registration['cancelReason'];
  sequence: number;
}

export const registrationCopy = (
  { id, studentId, lectureId, status, requestedAt, cancelReason }: Registration,
  sequence: number,
): RegistrationCopy => ({ id, studentId, lectureId, status, requestedAt, cancelReason, sequence });

export const isLive = ({ status }: Pick<RegistrationCopy, 'status'>): boolean =>
  status === 'AWAITING_PAYMENT' || status === 'AWAITING_APPROVAL' || status === 'CONFIRMED';

export function registrationNotification(
  name: RegistrationEventName,
  registration: Registration,
  sequence: number,
  copy: RegistrationCopy | undefined,
  now: Date,
  graceMs: number,
): NewNotification | undefined {
  if (copy && copy.sequence > sequence) return undefined;
  const template = templateOf(name, registration);
  if (!template) return undefined;
  const waits = registration.status === 'AWAITING_PAYMENT';
  const { id, studentId, holdExpiresAt, cancelNote } = registration;
  return {
    about: 'registration',
    subject: id,
    sequence,
    registrationId: id,
    recipientId: studentId,
    staffOf: null,
    template,
    facts: {
      amount: registration.fee.amount,
      ...(holdExpiresAt !== null && { [waits ? 'payBy' : 'decideBy']: holdExpiresAt }),
      ...(cancelNote && { note: cancelNote }),
    },
    dueAt: waits ? new Date(now.getTime() + graceMs) : now,
    sendBefore: waits && holdExpiresAt !== null ? new Date(holdExpiresAt) : null,
  };
}

const canceledBy: Record<string, NotificationTemplate | undefined> = {
  STUDENT: 'canceled-by-student',
  LECTURE_CANCELED: 'canceled-by-lecture',
  INSTRUCTOR: 'removed',
};

/** Seats and participants can change before a payment is tried and while it is deferred. */
const isDeclined = ({
  status,
  paymentId,
  paymentDeferred,
}: Pick<Registration, 'status' | 'paymentId' | 'paymentDeferred'>): boolean =>
  status === 'AWAITING_PAYMENT' && paymentId !== null && paymentDeferred === undefined;

/** Undefined for a change that needs no message, or whose status or reason was added by a later release. */
function templateOf(name: RegistrationEventName, registration: Registration): NotificationTemplate | undefined {
  const { cancelReason, approval } = registration;
  switch (name) {
    case 'registration.requested':
      return 'payment-awaited';
    case 'registration.payment-deferred':
      return 'payment-deferred';
    case 'registration.approval-requested':
      return 'approval-requested';
    case 'registration.confirmed':
      return 'confirmed';
    case 'registration.declined':
      return 'payment-declined';
    case 'registration.changed':
      return isDeclined(registration) ? 'payment-declined-held' : undefined;
    case 'registration.expired':
      return approval ? 'approval-expired' : 'expired';
    case 'registration.canceled':
      if (approval?.accepted === false) return 'rejected';
      return canceledBy[cancelReason ?? 'STUDENT'] ?? 'canceled';
  }
}

export const announcementNotification = (
  { id, title, body }: Announcement,
  registration: RegistrationCopy,
  now: Date,
): NewNotification => ({
  about: 'announcement',
  subject: id,
  sequence: 1,
  registrationId: registration.id,
  recipientId: registration.studentId,
  staffOf: null,
  template: 'announcement',
  facts: { announcement: { title, body } },
  dueAt: now,
  sendBefore: null,
});
