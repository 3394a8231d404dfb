import { z } from 'zod';
import { Account } from '../account.js';
import { Announcement } from '../announcement.js';
import { LectureState } from '../lecture.js';
import { Payment } from '../payment.js';
import { Registration } from '../registration.js';

/** Every event that exists: its name and the state it carries. Routing key = name + `.v1`, type = `sugang.` + name + `.v1`. */
export const eventCatalog = {
  'lecture.opened': LectureState,
  'lecture.changed': LectureState,
  'lecture.canceled': LectureState,
  'lecture.closed': LectureState,
  'lecture.announced': Announcement,
  'registration.requested': Registration,
  'registration.payment-deferred': Registration,
  'registration.approval-requested': Registration,
  'registration.confirmed': Registration,
  'registration.declined': Registration,
  'registration.expired': Registration,
  'registration.canceled': Registration,
  'registration.changed': Registration,
  'payment.completed': Payment,
  'payment.declined': Payment,
  'payment.refunded': Payment,
  'payment.canceled': Payment,
  'account.signed-up': Account,
  'account.changed': Account,
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof eventCatalog;
export type EventData<N extends EventName> = z.infer<(typeof eventCatalog)[N]>;

export const eventNames = Object.keys(eventCatalog) as EventName[];

export const isEventName = (name: string): name is EventName => Object.hasOwn(eventCatalog, name);

export const eventMeanings: Record<EventName, string> = {
  'lecture.opened': 'An instructor opened a lecture; students can register.',
  'lecture.changed': 'The title, sessions, fee, capacity or other details of a lecture changed.',
  'lecture.canceled': 'A lecture was canceled; its registrations are canceled and refunded.',
  'lecture.closed': 'The last session of a lecture has ended; students can no longer register.',
  'lecture.announced': 'The staff sent a message to the confirmed students of a lecture.',
  'registration.requested': 'A seat is held for a student until it is paid for.',
  'registration.payment-deferred': 'A payment was attempted and its outcome is unknown; the seat is still held.',
  'registration.approval-requested':
    'The fee is paid, or the lecture is free; the seat is held until the staff decides.',
  'registration.confirmed':
    'The fee is paid, or the lecture is free, and the staff accepted if that is required: the student has the seat.',
  'registration.declined': 'The payment was declined; the seat is available again.',
  'registration.expired': 'The hold expired without a payment or a decision; the seat is available again.',
  'registration.canceled':
    'The student, the staff or the end of the lecture canceled the registration; a payment is refunded.',
  'registration.changed':
    'Anything but the status changed: a declined card of a registration with `hold`, places or seats, a request to cancel or its refusal.',
  'payment.completed': 'The provider captured the money.',
  'payment.declined': 'The provider declined the attempt; no money was captured.',
  'payment.refunded': 'A part of the payment was refunded; it still pays for the registration.',
  'payment.canceled': 'The payment was refunded or voided, and no longer pays for anything.',
  'account.signed-up': 'An account was created.',
  'account.changed': 'The name or language of an account changed.',
};
