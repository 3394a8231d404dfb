import { answer, type HttpAnswer } from '#platform';
import type { Outcome } from '../domain/outcome.js';
import { publicStateOf } from '../domain/registration.js';

const AGAIN_AFTER_SECONDS = '2';

/** 202 while the payment is awaited, and why; `confirmed` is the status of a registration that is confirmed. */
export function answerOf({ registration, deferred }: Outcome, confirmed: 200 | 201): HttpAnswer {
  const location = `/api/v1/registrations/${registration.id}`;
  if (deferred === null) return answer(confirmed, publicStateOf(registration), confirmed === 201 ? { location } : {});
  const body = { ...publicStateOf(registration), paymentDeferred: deferred };
  return answer(202, body, { location, 'retry-after': AGAIN_AFTER_SECONDS });
}
