import type { EventName, NotificationTemplate, Registration } from '#contracts';
import type { NewNotification } from './notification.js';

export type RegistrationNews = Extract<EventName, `registration.${string}`>;

/** The registration that a copy keeps: enough to know whom it concerns, and what has overtaken what. */
export interface KnownRegistration {
  id: string;
  studentId: string;
  lectureId: string;
  status: Registration['status'];
  requestedAt: string;
  sequence: number;
}

export const knownOf = (registration: Registration, sequence: number): KnownRegistration => ({
  id: registration.id,
  studentId: registration.studentId,
  lectureId: registration.lectureId,
  status: registration.status,
  requestedAt: registration.requestedAt,
  sequence,
});

export const isLive = ({ status }: Pick<KnownRegistration, 'status'>): boolean =>
  status === 'AWAITING_PAYMENT' || status === 'CONFIRMED';

/** What the student is told of a change of their registration; nothing where a newer change is known already. */
export function tellOfRegistration(
  name: RegistrationNews,
  registration: Registration,
  sequence: number,
  known: KnownRegistration | undefined,
  now: Date,
  graceMs: number,
): NewNotification | undefined {
  if (known && known.sequence > sequence) return undefined;
  const waits = registration.status === 'AWAITING_PAYMENT';
  const { id, studentId, holdExpiresAt } = registration;
  return {
    about: 'registration',
    subject: id,
    sequence,
    registrationId: id,
    studentId,
    template: templateOf(name, registration),
    facts: { amount: registration.fee.amount, ...(holdExpiresAt !== null && { payBy: holdExpiresAt }) },
    dueAt: waits ? new Date(now.getTime() + graceMs) : now,
    tellBefore: waits && holdExpiresAt !== null ? new Date(holdExpiresAt) : null,
  };
}

function templateOf(name: RegistrationNews, { cancelReason }: Registration): NotificationTemplate {
  switch (name) {
    case 'registration.requested':
      return 'payment-awaited';
    case 'registration.payment-deferred':
      return 'payment-deferred';
    case 'registration.confirmed':
      return 'confirmed';
    case 'registration.declined':
      return 'payment-declined';
    case 'registration.expired':
      return 'expired';
    case 'registration.canceled':
      return cancelReason === 'LECTURE_CANCELED' ? 'canceled-by-lecture' : 'canceled-by-student';
  }
}
