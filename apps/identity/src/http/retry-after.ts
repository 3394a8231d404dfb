import { isRejection } from '#contracts';
import { HttpProblem } from '#platform';

/** A refusal that is over after some seconds says so in `Retry-After`. */
export function withRetryAfter(error: unknown): never {
  if (!isRejection(error) || error.code !== 'RATE_LIMITED') throw error;
  const headers = { 'retry-after': String(error.extensions['retryAfter']) };
  throw new HttpProblem('RATE_LIMITED', error.detail, { headers });
}
