// Written by npm run docs:openapi from docs/openapi/current.json: do not change it by hand.

/** `AWAITING_PAYMENT`: a seat is held until `holdExpiresAt`. `AWAITING_APPROVAL`: paid or free of charge, and held until the staff decides, at most until `holdExpiresAt`. `CONFIRMED`: enrolled. `PAYMENT_DECLINED`, `EXPIRED` and `CANCELED` are final, and the seat is free again. */
export const RegistrationStatus = {
  AWAITING_PAYMENT: 'AWAITING_PAYMENT',
  AWAITING_APPROVAL: 'AWAITING_APPROVAL',
  CONFIRMED: 'CONFIRMED',
  PAYMENT_DECLINED: 'PAYMENT_DECLINED',
  EXPIRED: 'EXPIRED',
  CANCELED: 'CANCELED',
} as const;
export type RegistrationStatus = (typeof RegistrationStatus)[keyof typeof RegistrationStatus] | (string & {});

/** Who or what canceled the registration. */
export const CancelReason = {
  STUDENT: 'STUDENT',
  LECTURE_CANCELED: 'LECTURE_CANCELED',
  INSTRUCTOR: 'INSTRUCTOR',
} as const;
export type CancelReason = (typeof CancelReason)[keyof typeof CancelReason] | (string & {});

/** Why the payment has no outcome yet. `TIMEOUT`: it took too long. `UNAVAILABLE`: the attempt failed without a decision. `BREAKER_OPEN`, `BUSY`: not attempted, because the payment service is failing or overloaded. `NOT_TRIED`: you requested only a hold, or the last card was declined. `ACTION_REQUIRED`: the bank requires authentication; read `GET /payments/{paymentId}`, open `nextAction.url`, then repeat the payment request with the same `Idempotency-Key`. */
export const PaymentDeferred = {
  TIMEOUT: 'TIMEOUT',
  UNAVAILABLE: 'UNAVAILABLE',
  BREAKER_OPEN: 'BREAKER_OPEN',
  BUSY: 'BUSY',
  NOT_TRIED: 'NOT_TRIED',
  ACTION_REQUIRED: 'ACTION_REQUIRED',
} as const;
export type PaymentDeferred = (typeof PaymentDeferred)[keyof typeof PaymentDeferred] | (string & {});

/** `OPEN`: students can register. `CLOSED`: its last session has ended. `CANCELED`: it does not take place. */
export const LectureStatus = { OPEN: 'OPEN', CLOSED: 'CLOSED', CANCELED: 'CANCELED' } as const;
export type LectureStatus = (typeof LectureStatus)[keyof typeof LectureStatus] | (string & {});

/** `PENDING`: no outcome yet. `COMPLETED`: paid. `DECLINED`: refused. `CANCELED`: reversed or refunded. */
export const PaymentStatus = {
  PENDING: 'PENDING',
  COMPLETED: 'COMPLETED',
  DECLINED: 'DECLINED',
  CANCELED: 'CANCELED',
} as const;
export type PaymentStatus = (typeof PaymentStatus)[keyof typeof PaymentStatus] | (string & {});

/** `READY`: all checks pass. `NOT_READY`: a check fails, or the service is shutting down. `AWAY`: the service did not respond in time. `NOT_INSTALLED`: this installation does not have it. */
export const ServiceState = {
  READY: 'READY',
  NOT_READY: 'NOT_READY',
  AWAY: 'AWAY',
  NOT_INSTALLED: 'NOT_INSTALLED',
} as const;
export type ServiceState = (typeof ServiceState)[keyof typeof ServiceState] | (string & {});

/** `CLOSED`: calls pass. `OPEN`: calls are refused. `HALF_OPEN`: one call tests whether it can close. */
export const BreakerState = { CLOSED: 'CLOSED', HALF_OPEN: 'HALF_OPEN', OPEN: 'OPEN' } as const;
export type BreakerState = (typeof BreakerState)[keyof typeof BreakerState] | (string & {});

/** A stable code. Treat an unknown one by its status: codes are added within this version. */
export const ProblemCode = {
  INVALID_REQUEST: 'INVALID_REQUEST',
  IDEMPOTENCY_KEY_REQUIRED: 'IDEMPOTENCY_KEY_REQUIRED',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  SERVICE_NOT_INSTALLED: 'SERVICE_NOT_INSTALLED',
  METHOD_NOT_ALLOWED: 'METHOD_NOT_ALLOWED',
  NOT_ACCEPTABLE: 'NOT_ACCEPTABLE',
  REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  REQUEST_IN_PROGRESS: 'REQUEST_IN_PROGRESS',
  PRECONDITION_FAILED: 'PRECONDITION_FAILED',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  PRECONDITION_REQUIRED: 'PRECONDITION_REQUIRED',
  RATE_LIMITED: 'RATE_LIMITED',
  HEADERS_TOO_LARGE: 'HEADERS_TOO_LARGE',
  INTERNAL: 'INTERNAL',
  UNAVAILABLE: 'UNAVAILABLE',
  NOT_AWAITING_APPROVAL: 'NOT_AWAITING_APPROVAL',
  NO_CANCEL_REQUEST: 'NO_CANCEL_REQUEST',
  CANCEL_REFUSED: 'CANCEL_REFUSED',
  TOO_MANY_PLACES: 'TOO_MANY_PLACES',
  SEAT_TAKEN: 'SEAT_TAKEN',
  SEAT_OTHER_FEE: 'SEAT_OTHER_FEE',
  NO_SEATS: 'NO_SEATS',
  PLACES_UNKNOWN: 'PLACES_UNKNOWN',
  WHOLE_REGISTRATION_ONLY: 'WHOLE_REGISTRATION_ONLY',
  CAPACITY_FROM_SEATS: 'CAPACITY_FROM_SEATS',
  SEATS_TAKEN: 'SEATS_TAKEN',
  REFUND_CHANGED: 'REFUND_CHANGED',
  TIERS_NOT_ASCENDING: 'TIERS_NOT_ASCENDING',
  LECTURE_UNKNOWN: 'LECTURE_UNKNOWN',
  PAYMENT_DECLINED: 'PAYMENT_DECLINED',
  ALREADY_REGISTERED: 'ALREADY_REGISTERED',
  LECTURE_NOT_OPEN: 'LECTURE_NOT_OPEN',
  LECTURE_FULL: 'LECTURE_FULL',
  NOT_OPEN_YET: 'NOT_OPEN_YET',
  REGISTRATION_CLOSED: 'REGISTRATION_CLOSED',
  FEE_CHANGED: 'FEE_CHANGED',
  EMAIL_UNVERIFIED: 'EMAIL_UNVERIFIED',
  TOO_MANY_HOLDS: 'TOO_MANY_HOLDS',
  HOLD_EXPIRED: 'HOLD_EXPIRED',
  PAYMENT_ID_TAKEN: 'PAYMENT_ID_TAKEN',
  NOT_AWAITING_PAYMENT: 'NOT_AWAITING_PAYMENT',
  NOT_CONFIRMED: 'NOT_CONFIRMED',
  REGISTRATION_OVER: 'REGISTRATION_OVER',
  CANCEL_TOO_LATE: 'CANCEL_TOO_LATE',
  CAPACITY_BELOW_ENROLLED: 'CAPACITY_BELOW_ENROLLED',
  ALREADY_PUBLISHED: 'ALREADY_PUBLISHED',
  INVALID_PERIOD: 'INVALID_PERIOD',
  INSTRUCTOR_UNKNOWN: 'INSTRUCTOR_UNKNOWN',
  BAD_CREDENTIALS: 'BAD_CREDENTIALS',
  ACCOUNT_DISABLED: 'ACCOUNT_DISABLED',
  PASSWORD_CHANGE_REQUIRED: 'PASSWORD_CHANGE_REQUIRED',
  LAST_ADMIN: 'LAST_ADMIN',
  REFRESH_TOKEN_INVALID: 'REFRESH_TOKEN_INVALID',
  LINK_INVALID: 'LINK_INVALID',
  CSRF_CHECK_FAILED: 'CSRF_CHECK_FAILED',
  TOKEN_INVALID: 'TOKEN_INVALID',
  EMAIL_TAKEN: 'EMAIL_TAKEN',
  WEAK_PASSWORD: 'WEAK_PASSWORD',
} as const;
export type ProblemCode = (typeof ProblemCode)[keyof typeof ProblemCode] | (string & {});

/** How a message arrives: only in the list of messages (`log`), by `email`, by text message (`sms`), as a KakaoTalk message (`alimtalk`), or at your own server (`webhook`). */
export const NotificationChannel = {
  log: 'log',
  email: 'email',
  sms: 'sms',
  alimtalk: 'alimtalk',
  webhook: 'webhook',
} as const;
export type NotificationChannel = (typeof NotificationChannel)[keyof typeof NotificationChannel] | (string & {});

/** The occasion of a message. */
export const NotificationTemplate = {
  'payment-awaited': 'payment-awaited',
  'payment-deferred': 'payment-deferred',
  confirmed: 'confirmed',
  'payment-declined': 'payment-declined',
  'payment-declined-held': 'payment-declined-held',
  expired: 'expired',
  canceled: 'canceled',
  'canceled-by-student': 'canceled-by-student',
  'canceled-by-lecture': 'canceled-by-lecture',
  'canceled-by-instructor': 'canceled-by-instructor',
  'approval-requested': 'approval-requested',
  'approval-expired': 'approval-expired',
  rejected: 'rejected',
  removed: 'removed',
  'cancel-refused': 'cancel-refused',
  'approval-needed': 'approval-needed',
  'cancellation-requested': 'cancellation-requested',
  refunded: 'refunded',
  'partially-refunded': 'partially-refunded',
  'places-canceled': 'places-canceled',
  'lecture-changed': 'lecture-changed',
  announcement: 'announcement',
  'lecture-full': 'lecture-full',
  'lecture-canceled': 'lecture-canceled',
} as const;
export type NotificationTemplate = (typeof NotificationTemplate)[keyof typeof NotificationTemplate] | (string & {});

/** `REDIRECT`: open `url` in the browser of the student. */
export const NextActionType = { REDIRECT: 'REDIRECT' } as const;
export type NextActionType = (typeof NextActionType)[keyof typeof NextActionType] | (string & {});

/** `held`: it waits for a payment. `blocked`: it cannot be taken. */
export const SeatState = { free: 'free', held: 'held', taken: 'taken', blocked: 'blocked' } as const;
export type SeatState = (typeof SeatState)[keyof typeof SeatState] | (string & {});

/** The length of an interval: 24 hours or one hour. */
export const StatisticsInterval = { day: 'day', hour: 'hour' } as const;
export type StatisticsInterval = (typeof StatisticsInterval)[keyof typeof StatisticsInterval] | (string & {});

/** What the staff did about a registration. */
export const AuditedAction = {
  ACCEPTED: 'ACCEPTED',
  REJECTED: 'REJECTED',
  CANCELLATION_GRANTED: 'CANCELLATION_GRANTED',
  CANCELLATION_REFUSED: 'CANCELLATION_REFUSED',
  REMOVED: 'REMOVED',
} as const;
export type AuditedAction = (typeof AuditedAction)[keyof typeof AuditedAction] | (string & {});

/** What the account may do: a `student` registers, an `instructor` opens lectures, an `admin` manages lectures and accounts, a `service` is a client program. */
export const Role = { student: 'student', instructor: 'instructor', admin: 'admin', service: 'service' } as const;
export type Role = (typeof Role)[keyof typeof Role] | (string & {});

/** What an operator did. */
export const OperatorActionName = {
  PARKED_MESSAGE_SHOWN: 'PARKED_MESSAGE_SHOWN',
  PARKED_MESSAGE_REPLAYED: 'PARKED_MESSAGE_REPLAYED',
  PARKED_MESSAGE_DROPPED: 'PARKED_MESSAGE_DROPPED',
  SIMULATED_PROVIDER_CHANGED: 'SIMULATED_PROVIDER_CHANGED',
  ACCOUNT_CREATED: 'ACCOUNT_CREATED',
  ACCOUNT_CHANGED: 'ACCOUNT_CHANGED',
} as const;
export type OperatorActionName = (typeof OperatorActionName)[keyof typeof OperatorActionName] | (string & {});

/** `STARTED`: recorded before the action; if it remains, the process ended during the action, which may have taken effect. `DONE`: it took effect. `FAILED`: it was refused or failed. */
export const OperatorActionOutcome = { STARTED: 'STARTED', DONE: 'DONE', FAILED: 'FAILED' } as const;
export type OperatorActionOutcome = (typeof OperatorActionOutcome)[keyof typeof OperatorActionOutcome] | (string & {});
