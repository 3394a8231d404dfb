import {
  countOfPlaces,
  type Announcement,
  type EventName,
  type NotificationTemplate,
  type Registration,
} from '#contracts';
import type { NewNotification } from './notification.js';

export type RegistrationEventName = Extract<EventName, `registration.${string}`>;

export interface RegistrationCopy {
  id: string;
  studentId: string;
  lectureId: string;
  status: Registration['status'];
  requestedAt: string;
  cancelReason: Registration['cancelReason'];
  /** How many places it has that are not canceled; null in a copy that an earlier release stored, until the next event or resync. */
  places: number | null;
  sequence: number;
}

export const registrationCopy = (
  { id, studentId, lectureId, status, requestedAt, cancelReason, places }: Registration,
  sequence: number,
): RegistrationCopy => {
  const count = countOfPlaces({ places });
  return { id, studentId, lectureId, status, requestedAt, cancelReason, places: count, sequence };
};

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
  const occasion = occasionOf(name, registration, copy);
  if (!occasion) return undefined;
  const waits = registration.status === 'AWAITING_PAYMENT';
  const { id, studentId, holdExpiresAt, cancelNote } = registration;
  return {
    about: 'registration',
    subject: id,
    sequence,
    registrationId: id,
    recipientId: studentId,
    staffOf: null,
    ...occasion,
    facts: {
      amount: registration.fee.amount,
      ...(holdExpiresAt !== null && { [waits ? 'payBy' : 'decideBy']: holdExpiresAt }),
      ...(cancelNote && { note: cancelNote }),
      ...occasion.facts,
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

type Occasion = Pick<NewNotification, 'template'> & Partial<Pick<NewNotification, 'about' | 'sequence' | 'facts'>>;

/** Declines and canceled places are identified by their number, because other changes publish them again. */
function changeOf(
  { status, declinedAttempts = 0, paymentDeferred, places = [], refundDue }: Registration,
  copy: RegistrationCopy | undefined,
): Occasion | undefined {
  if (status === 'AWAITING_PAYMENT' && declinedAttempts > 0)
    return paymentDeferred
      ? undefined
      : { template: 'payment-declined-held', about: 'declined-attempt', sequence: declinedAttempts };
  const left = countOfPlaces({ places });
  const canceled = places.length - left;
  const before = copy ? copy.places : places.length;
  if (status !== 'CONFIRMED' || canceled === 0 || before === null || left >= before) return undefined;
  const facts = {
    canceledPlaces: canceled,
    allPlaces: places.length,
    ...(refundDue && { refundDue: refundDue.amount }),
  };
  return { template: 'places-canceled', about: 'canceled-places', sequence: canceled, facts };
}

/** Undefined for a change that needs no message, or whose status or reason was added by a later release. */
function occasionOf(
  name: RegistrationEventName,
  registration: Registration,
  copy: RegistrationCopy | undefined,
): Occasion | undefined {
  if (name === 'registration.changed') return changeOf(registration, copy);
  const template = templateOf(name, registration);
  return template && { template };
}

function templateOf(
  name: Exclude<RegistrationEventName, 'registration.changed'>,
  { cancelReason, approval, paymentDeferred }: Registration,
): NotificationTemplate | undefined {
  switch (name) {
    case 'registration.requested':
      return 'payment-awaited';
    case 'registration.payment-deferred':
      return paymentDeferred === 'ACTION_REQUIRED' ? 'payment-awaited' : 'payment-deferred';
    case 'registration.approval-requested':
      return 'approval-requested';
    case 'registration.confirmed':
      return 'confirmed';
    case 'registration.declined':
      return 'payment-declined';
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
