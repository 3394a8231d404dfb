import { Rejection } from '#contracts';

export const lectureUnknown = () =>
  new Rejection('LECTURE_UNKNOWN', 'Registration has not heard of this lecture; if it is new, try again in a moment.');

export const paymentMissing = () =>
  new Rejection('INVALID_REQUEST', 'This lecture has a fee: say how it is to be paid.', {
    errors: [{ pointer: '/payment', detail: 'is required unless the lecture is free' }],
  });

export const alreadyRegistered = () =>
  new Rejection('ALREADY_REGISTERED', 'You have a live registration for this lecture: pay for it, or cancel it first.');

export const lectureNotOpen = () => new Rejection('LECTURE_NOT_OPEN', 'This lecture takes no registrations any more.');

export const lectureFull = () => new Rejection('LECTURE_FULL', 'Every seat of this lecture is given out.');

export const paymentDeclined = (registrationId: string) =>
  new Rejection('PAYMENT_DECLINED', 'The payment was declined, and the seat released: register again to try again.', {
    registrationId,
  });

export const holdExpired = () =>
  new Rejection('HOLD_EXPIRED', 'The seat was held until its payment, and that time is over: register again.');

export const notAwaitingPayment = () =>
  new Rejection('NOT_AWAITING_PAYMENT', 'This registration does not await a payment.');

export const registrationOver = () =>
  new Rejection('REGISTRATION_OVER', 'This registration has ended already, for another reason.');

export const cancelTooLate = () =>
  new Rejection(
    'CANCEL_TOO_LATE',
    'The lecture has begun or is closed: its registrations cannot be canceled any more.',
  );

export const registrationNotFound = () => new Rejection('NOT_FOUND', 'You have no registration with this id.');
