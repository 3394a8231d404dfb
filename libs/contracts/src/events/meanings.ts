import type { EventName } from './catalog.js';

/** What each event says has happened, in a sentence. */
export const eventMeanings: Record<EventName, string> = {
  'lecture.opened': 'An instructor has opened a lecture: it can be registered for.',
  'lecture.changed': 'A lecture’s title, sessions, fee, capacity or the like are others now.',
  'lecture.canceled': 'A lecture will not take place: its registrations are canceled and refunded.',
  'lecture.closed': 'A lecture’s last session is over: nobody can register any more.',
  'registration.requested': 'A student has a seat held and is to pay for it.',
  'registration.payment-deferred': 'A payment was tried and its outcome is not known yet: the seat stays held.',
  'registration.confirmed': 'The fee is paid, or there is none: the seat is the student’s.',
  'registration.declined': 'The payment was declined: the seat is free again.',
  'registration.expired': 'The hold ended without a payment: the seat is free again.',
  'registration.canceled': 'The student or the lecture’s end has canceled a registration; what was paid is refunded.',
  'payment.completed': 'The money has moved to Sugang.',
  'payment.declined': 'The money has not moved and will not by this attempt.',
  'payment.canceled': 'The money is back with the student, or will never move.',
  'account.signed-up': 'There is a new account.',
  'account.changed': 'An account’s name or language is another now.',
};
