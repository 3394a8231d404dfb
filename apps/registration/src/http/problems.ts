import type { ProblemTable } from '#platform';

export const registrationProblems = {
  LECTURE_UNKNOWN: 404,
  PAYMENT_DECLINED: 402,
  ALREADY_REGISTERED: 409,
  LECTURE_NOT_OPEN: 409,
  LECTURE_FULL: 409,
  HOLD_EXPIRED: 409,
  NOT_AWAITING_PAYMENT: 409,
  REGISTRATION_OVER: 409,
  CANCEL_TOO_LATE: 409,
} as const satisfies ProblemTable;
