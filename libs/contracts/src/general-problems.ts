import type { ServiceName } from './services.js';

/** How a problem is presented. `{name}` in a sentence is replaced by the value that the code gives. */
export interface ProblemText {
  status: number;
  title: string;
  /** One complete sentence or two for the user: what happened, and what to do next. */
  detail: string;
  variants?: Readonly<Record<string, string>>;
  /** The services that answer with this code; every service where absent. */
  services?: readonly ServiceName[];
}

/** Problems that every service can answer with: those of HTTP itself and those without a business meaning. */
export const generalProblems = {
  INVALID_REQUEST: {
    status: 400,
    title: 'Invalid request',
    detail: 'The request is invalid. Correct the fields listed in errors and send it again.',
    variants: {
      unreadable: 'The request could not be read. Check its syntax and send it again.',
      body: 'The body of the request could not be read. Check its syntax and encoding and send it again.',
      expectation: 'The only Expect header that is supported is 100-continue. Send the request without it.',
      'payment-missing': 'This lecture has a fee. Add a payment method and register again.',
      'instructor-missing': 'State the instructor of the lecture in instructorId.',
      'instructor-not-allowed': 'Instructors can open only their own lectures. Leave out instructorId.',
      preferences: 'These notification preferences cannot be used. Correct the fields listed in errors.',
    },
  },
  IDEMPOTENCY_KEY_REQUIRED: {
    status: 400,
    title: 'Idempotency key required',
    detail: 'Send an Idempotency-Key header with a unique value, such as a UUID, and reuse that value when you retry.',
  },
  UNAUTHENTICATED: {
    status: 401,
    title: 'Unauthenticated',
    detail: 'This request needs a valid access token. Sign in, or refresh your access token, and try again.',
    variants: {
      'no-token': 'This request needs an access token. Sign in and send it as a bearer token.',
      'not-bearer': 'The Authorization header contains no bearer token. Send "Bearer" followed by your access token.',
      'invalid-token': 'The access token is invalid or has expired. Sign in, or refresh it, and try again.',
      'stream-ticket':
        'The ticket is unknown, expired or already used. Create a new one with POST /api/v1/mypage/stream-tickets and connect with it.',
    },
  },
  FORBIDDEN: {
    status: 403,
    title: 'Forbidden',
    detail: 'Your account is not allowed to do this. Sign in with an account that has the required role.',
    variants: {
      'unknown-role':
        'The claim {claim} of your access token contains no role that Sugang knows. Ask your administrator to assign one.',
    },
  },
  NOT_FOUND: {
    status: 404,
    title: 'Not found',
    detail: 'There is nothing at this address, or it belongs to another account. Check the address.',
    variants: {
      address: 'There is nothing at this address. Check it against the API documentation.',
      lecture: 'The lecture does not exist. Check its id.',
      registration: 'You have no registration with this id. Check the id in your list of registrations.',
      payment: 'There is no payment with this id that you may see. Check the id in your list of payments.',
      view: 'You have no registration with this id, or it has not reached My Page yet. Try again in a moment.',
      'account-id': 'There is no account with this id. Check the id in the list of accounts.',
      'parked-message': 'No parked message has this id. It may have been replayed or dropped. Check the list.',
      session: 'You have no session with this id. Check the id in your list of sessions.',
      account: 'The account for this access token does not exist. Sign in again.',
      'external-accounts': 'Accounts are managed by {issuer}. Sign in there.',
    },
  },
  SERVICE_NOT_INSTALLED: {
    status: 404,
    title: 'Service not installed',
    detail: 'This installation of Sugang does not have the service at this address. Do not retry.',
    variants: {
      named: 'This installation of Sugang has no {service} service, so this address is not available. Do not retry.',
    },
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not support the HTTP method. Use one of the methods in the Allow header.',
    variants: { allowed: 'This address supports only {methods}. Use one of these methods.' },
  },
  NOT_ACCEPTABLE: {
    status: 406,
    title: 'Not acceptable',
    detail: 'None of the media types in the Accept header is available. Request another media type.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    title: 'Request timeout',
    detail: 'The request took too long to arrive. Check your connection and send it again.',
  },
  REQUEST_IN_PROGRESS: {
    status: 409,
    title: 'Request in progress',
    detail: 'A request with the same Idempotency-Key is still in progress. Retry it after the time in Retry-After.',
  },
  PRECONDITION_FAILED: {
    status: 412,
    title: 'Precondition failed',
    detail: 'The resource has changed since you read it. Read it again and repeat your change.',
    variants: {
      lecture: 'The lecture has changed since you read it. Read it again and repeat your change.',
      account: 'The account has changed since you read it. Read it again and repeat your change.',
    },
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    title: 'Payload too large',
    detail: 'The request body is larger than 100 KiB. Send a smaller one.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    title: 'Unsupported media type',
    detail:
      'Send the body as application/json in UTF-8 without compression (a PATCH also as application/merge-patch+json).',
    variants: { because: 'Send the body as application/json: {reason}.' },
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used for another request body. Use a new key.',
  },
  PRECONDITION_REQUIRED: {
    status: 428,
    title: 'Precondition required',
    detail: 'Send the ETag that you read in the If-Match header.',
    variants: {
      lecture: 'Send the ETag of the lecture in the If-Match header.',
      account: 'Send the ETag of the account in the If-Match header.',
    },
  },
  RATE_LIMITED: {
    status: 429,
    title: 'Rate limited',
    detail: 'Too many requests. Try again after the time in Retry-After.',
    variants: {
      requests: 'Too many requests. Try again in {seconds} seconds.',
      'failed-logins': 'Too many failed attempts to sign in. Try again in {seconds} seconds.',
      streams: 'Too many streams are open from your network. Close one, or try again in {seconds} seconds.',
      mails: 'Several messages have been sent to this address already. Try again in {seconds} seconds.',
      'sign-ups':
        'Too many accounts have been created from your network in the last hour. Try again in {seconds} seconds, or use another network.',
      guesses:
        'Too many attempts to sign in to this account have failed. Try again in {seconds} seconds, or sign in from a network where you have signed in before.',
      'logins-busy': 'Too many people are signing in at the moment. Try again in a few seconds.',
      connections: 'There are too many connections from your network address. Close some, or try again in a moment.',
      'idempotency-keys':
        'Your account has used {limit} Idempotency-Keys, the maximum. You can still retry requests with these keys; use new keys later.',
    },
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    title: 'Headers too large',
    detail: 'The headers of the request are too large. Send fewer or shorter ones.',
  },
  INTERNAL: {
    status: 500,
    title: 'Internal error',
    detail:
      'Something went wrong on our side and has been logged. Try again later, or contact support with the traceId.',
  },
  UNAVAILABLE: {
    status: 503,
    title: 'Temporarily unavailable',
    detail:
      'Sugang cannot complete this request at the moment. Try again after the time in Retry-After, with the same Idempotency-Key.',
    variants: {
      store: 'The database is not responding. Try again in a moment, with the same Idempotency-Key.',
      broker: 'The message broker is not responding. Try again in a moment.',
      keys: 'Access tokens cannot be verified at the moment. Try again in a moment.',
      'too-slow': 'This part of Sugang takes too long to respond. Try again in a moment.',
      unreachable: 'This part of Sugang is not responding. Try again in a moment.',
      broken: 'This part of Sugang closed the connection. Try again in a moment.',
      'cut-off': 'This part of Sugang has not responded for a while. Try again in a moment.',
      busy: 'This part of Sugang is too busy. Try again in a moment.',
    },
  },
} as const satisfies Record<string, ProblemText>;

export type GeneralProblem = keyof typeof generalProblems;
