import type { EventName } from './catalog.js';

/** What has happened, in one sentence per event. */
export const eventMeanings: Record<EventName, string> = {
  'lecture.opened': 'An instructor opened a lecture; students can register.',
  'lecture.changed': 'The title, sessions, fee, capacity or other details of a lecture changed.',
  'lecture.canceled': 'A lecture was canceled; its registrations are canceled and refunded.',
  'lecture.closed': 'The last session of a lecture has ended; students can no longer register.',
  'registration.requested': 'A seat is held for a student until it is paid for.',
  'registration.payment-deferred': 'A payment was attempted and its outcome is unknown; the seat is still held.',
  'registration.confirmed': 'The fee is paid, or the lecture is free: the student has the seat.',
  'registration.declined': 'The payment was declined; the seat is available again.',
  'registration.expired': 'The hold expired without a payment; the seat is available again.',
  'registration.canceled': 'The student canceled, or the lecture was canceled; a payment is refunded.',
  'payment.completed': 'The provider captured the money.',
  'payment.declined': 'The provider declined the attempt; no money was captured.',
  'payment.canceled': 'The payment was refunded or voided.',
  'account.signed-up': 'An account was created.',
  'account.changed': 'The name or language of an account changed.',
};
