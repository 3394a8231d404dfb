import { Rejection } from '#contracts';

export const lectureUnknown = () =>
  new Rejection('LECTURE_UNKNOWN', 'This lecture does not exist. If it was opened just now, try again in a moment.');

export const paymentMissing = () =>
  new Rejection('INVALID_REQUEST', 'This lecture has a fee. Add a payment method to the request.', {
    errors: [{ pointer: '/payment', detail: 'is required unless the lecture is free' }],
  });

export const alreadyRegistered = () =>
  new Rejection(
    'ALREADY_REGISTERED',
    'You already have a registration for this lecture. Pay for it, or cancel it before you register again.',
  );

export const lectureNotOpen = () => new Rejection('LECTURE_NOT_OPEN', 'This lecture is not open for registration.');

export const lectureFull = () =>
  new Rejection('LECTURE_FULL', 'This lecture is full. A seat may become available later.');

export const paymentDeclined = (registrationId: string) =>
  new Rejection(
    'PAYMENT_DECLINED',
    'The payment was declined and the seat has been released. Register again to try another card.',
    { registrationId },
  );

export const holdExpired = () =>
  new Rejection('HOLD_EXPIRED', 'The seat was not paid for in time and has been released. Register again.');

export const notAwaitingPayment = () =>
  new Rejection('NOT_AWAITING_PAYMENT', 'This registration is not awaiting a payment.');

export const registrationOver = () =>
  new Rejection('REGISTRATION_OVER', 'This registration has already ended. Register again if you want a seat.');

export const cancelTooLate = () =>
  new Rejection('CANCEL_TOO_LATE', 'The lecture has begun or is closed. Its registrations can no longer be canceled.');

export const registrationNotFound = () => new Rejection('NOT_FOUND', 'You have no registration with this id.');
