import { approvalProblems } from './approval-problems.js';
import { generalProblems, type ProblemText } from './general-problems.js';
import { placeProblems } from './place-problems.js';
import { refundProblems } from './refund-problems.js';

/** Every problem code of the API: the only place for status, title and sentences. Codes and statuses are part of the API; texts are not. */
export const problems = {
  ...generalProblems,
  ...approvalProblems,
  ...placeProblems,
  ...refundProblems,

  LECTURE_UNKNOWN: {
    status: 404,
    title: 'Lecture unknown',
    detail: 'The lecture does not exist. If it was opened just now, try again in a moment.',
    services: ['registration'],
  },
  PAYMENT_DECLINED: {
    status: 402,
    title: 'Payment declined',
    detail:
      'The payment was declined and the seat was released. Register again, with another payment method if needed.',
    variants: { held: 'The payment was declined. Your seat is held until {holdExpiresAt}: pay with another card.' },
    services: ['registration'],
  },
  ALREADY_REGISTERED: {
    status: 409,
    title: 'Already registered',
    detail: 'You are already registered for this lecture. Pay for that registration, or cancel it first.',
    services: ['registration'],
  },
  LECTURE_NOT_OPEN: {
    status: 409,
    title: 'Lecture not open',
    detail: 'The lecture is closed or canceled. Choose another lecture.',
    variants: {
      unchangeable: 'The lecture is closed or canceled and can no longer be changed.',
      silent: 'The lecture is closed or canceled. Messages can be sent only to the students of an open lecture.',
    },
    services: ['registration', 'lecture'],
  },
  LECTURE_FULL: {
    status: 409,
    title: 'Lecture full',
    detail: 'All seats of this lecture are taken. Try again later: a seat becomes free when a hold expires.',
    variants: { fewer: 'Only {available} places of this lecture are free. Register for fewer places.' },
    services: ['registration'],
  },
  NOT_OPEN_YET: {
    status: 409,
    title: 'Registration not open yet',
    detail: 'Registration for this lecture has not opened yet. Try again when it opens.',
    variants: { at: 'Registration for this lecture opens at {opensAt}. Try again then.' },
    services: ['registration'],
  },
  REGISTRATION_CLOSED: {
    status: 409,
    title: 'Registration closed',
    detail: 'Registration for this lecture has closed. Choose another lecture.',
    variants: { at: 'Registration for this lecture closed at {closesAt}. Choose another lecture.' },
    services: ['registration'],
  },
  FEE_CHANGED: {
    status: 409,
    title: 'Fee changed',
    detail:
      'The fee of this lecture differs from your `expectedFee`. Check the current fee in `fee`, then register again.',
    services: ['registration'],
  },
  EMAIL_UNVERIFIED: {
    status: 403,
    title: 'E-mail address not verified',
    detail:
      'Confirm your e-mail address before you register: follow the e-mail that we sent you, or request a new one. Then sign in again.',
    services: ['registration'],
  },
  TOO_MANY_HOLDS: {
    status: 409,
    title: 'Too many holds',
    detail: 'You hold too many unpaid seats. Pay for one of them or cancel one, or try again later.',
    variants: {
      unpaid:
        'You hold {count} unpaid seats. Pay for one of them or cancel one, then register again. Otherwise you can register again after {possibleAt}.',
      again:
        'You have held a seat in this lecture {count} times within 24 hours without paying for it. You can register again after {possibleAt}.',
      soon: 'Your last registration for this lecture ended unpaid. You can register again after {possibleAt}.',
    },
    services: ['registration'],
  },
  HOLD_EXPIRED: {
    status: 409,
    title: 'Hold expired',
    detail: 'Your seat was released because it was not paid for in time. You can register again after a short pause.',
    services: ['registration'],
  },
  PAYMENT_ID_TAKEN: {
    status: 409,
    title: 'Payment id taken',
    detail: 'This payment id belongs to another registration, student or amount. Use a new id for a new charge.',
    services: ['payment'],
  },
  NOT_AWAITING_PAYMENT: {
    status: 409,
    title: 'Not awaiting payment',
    detail: 'This registration is not waiting for a payment. Check its status.',
    services: ['registration'],
  },
  NOT_CONFIRMED: {
    status: 409,
    title: 'Not confirmed',
    detail: 'Only an enrolled student can be removed. The status of this registration is in `registrationStatus`.',
    services: ['registration'],
  },
  REGISTRATION_OVER: {
    status: 409,
    title: 'Registration ended',
    detail: 'This registration has already ended. Register again if you still want a seat.',
    services: ['registration'],
  },
  CANCEL_TOO_LATE: {
    status: 409,
    title: 'Too late to cancel',
    detail: 'The lecture has started or is closed, so this registration can no longer be canceled.',
    services: ['registration'],
  },
  CAPACITY_BELOW_ENROLLED: {
    status: 409,
    title: 'Capacity below enrollment',
    detail: 'More students are enrolled than the new capacity. Choose a higher capacity.',
    variants: { enrolled: '{enrolled} students are already enrolled. Choose a capacity of at least {enrolled}.' },
    services: ['lecture'],
  },
  ALREADY_PUBLISHED: {
    status: 409,
    title: 'Already published',
    detail: 'The lecture is already public, so `publishAt` can no longer be changed.',
    services: ['lecture'],
  },
  INVALID_PERIOD: {
    status: 422,
    title: 'Invalid period',
    detail: 'The registration period is invalid. Change its times.',
    variants: {
      empty: 'Registration must close after it opens. Change `registrationOpensAt` or `registrationClosesAt`.',
      unpublished:
        'Registration must close after the lecture is published. Change `registrationClosesAt` or `publishAt`.',
      late: 'Registration must open and the lecture must be published before its last session ends.',
    },
    services: ['lecture'],
  },
  INSTRUCTOR_UNKNOWN: {
    status: 422,
    title: 'Instructor unknown',
    detail: 'There is no instructor with this id. If the account was created just now, try again in a moment.',
    services: ['lecture'],
  },
  BAD_CREDENTIALS: {
    status: 401,
    title: 'Bad credentials',
    detail: 'The e-mail address or password is incorrect. Check both and try again.',
    variants: {
      client: 'The client id or client secret is incorrect. Check both and try again.',
      'current-password': 'The current password is incorrect. Check it and try again.',
    },
    services: ['identity'],
  },
  ACCOUNT_DISABLED: {
    status: 403,
    title: 'Account disabled',
    detail: 'This account has been disabled. Ask an administrator to enable it.',
    services: ['identity'],
  },
  PASSWORD_CHANGE_REQUIRED: {
    status: 403,
    title: 'Password change required',
    detail:
      'An administrator set the password of this account. Sign in with it, and send a password of your own as newPassword.',
    services: ['identity'],
  },
  LAST_ADMIN: {
    status: 409,
    title: 'Last admin',
    detail: 'This is the only active admin. Make another account an admin first.',
    services: ['identity'],
  },
  REFRESH_TOKEN_INVALID: {
    status: 401,
    title: 'Refresh token invalid',
    detail: 'The refresh token is unknown, already used or revoked. Sign in again.',
    services: ['identity'],
  },
  LINK_INVALID: {
    status: 403,
    title: 'Link invalid',
    detail: 'The link has expired or is invalid. Create a new one.',
    services: ['lecture'],
  },
  CSRF_CHECK_FAILED: {
    status: 403,
    title: 'CSRF check failed',
    detail:
      'A request with the session cookie must come from an allowed page and have the header X-CSRF. Send X-CSRF: 1, and ask the operator to add the origin of your page to SUGANG_CORS_ORIGINS.',
    services: ['identity'],
  },
  TOKEN_INVALID: {
    status: 422,
    title: 'Token invalid',
    detail: 'The token is unknown, already used or expired. Request a new e-mail and use the token in it.',
    services: ['identity'],
  },
  EMAIL_TAKEN: {
    status: 409,
    title: 'E-mail address taken',
    detail: 'An account with this e-mail address already exists. Sign in, or use another address.',
    services: ['identity'],
  },
  WEAK_PASSWORD: {
    status: 422,
    title: 'Weak password',
    detail: 'The password is too easy to guess. Choose a longer or less common one.',
    variants: {
      'too-short': 'The password must have at least {shortest} characters.',
      repeated: 'The password must not repeat a single character.',
      common: 'The password is one of the most common ones. Choose another.',
      personal: 'The password must not be your name or e-mail address.',
      service: 'The password must not be the name of this service.',
      unchanged: 'The new password must differ from the current one.',
    },
    services: ['identity'],
  },
} as const satisfies Record<string, ProblemText>;

type Catalog = typeof problems;
export type ProblemCode = keyof Catalog;

export type ProblemVariant<Code extends ProblemCode> = Catalog[Code] extends { variants: infer V }
  ? keyof V & string
  : never;
