import type { IncomingHttpHeaders } from 'node:http';
import type { Route } from '#contracts';
import { failureOf, neverConnected } from './upstream-failure.js';

const MAX_ATTEMPTS = 3;
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

export interface FailedAttempt {
  error: unknown;
  attempts: number;
  sentBefore: boolean;
  elsewhere: boolean;
}

/** Whether a request is idempotent: by its method (RFC 9110, 9.2.2), or by an idempotency key that its service supports. */
export function isRepeatable(method: string, headers: IncomingHttpHeaders, route: Pick<Route, 'again'>): boolean {
  if (IDEMPOTENT.includes(method)) return true;
  return method === 'POST' && headers['idempotency-key'] !== undefined && route.again !== 'by method alone';
}

/**
 * A request that was certainly not sent goes to another address. One that may have arrived is sent once more if it is idempotent
 * and its connection broke (often an idle keep-alive connection), to the same address when there is no other.
 */
export function isRetried(repeatable: boolean, { error, attempts, sentBefore, elsewhere }: FailedAttempt): boolean {
  if (attempts >= MAX_ATTEMPTS) return false;
  if (wasNotSent(error)) return elsewhere;
  return repeatable && !sentBefore && failureOf(error) === 'broken';
}

export const wasNotSent = (error: unknown): boolean => failureOf(error) === 'cut_off' || neverConnected(error);
