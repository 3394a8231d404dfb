import type { IncomingHttpHeaders } from 'node:http';
import type { Route } from '#contracts';
import { failureOf, neverConnected } from './upstream-failure.js';

/** Addresses at which one request is tried at most. */
const MOST_TRIES = 3;
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE'];

/** What is known of a request when a try has failed. */
export interface FailedTry {
  error: unknown;
  /** How often it was tried, this time included. */
  tries: number;
  /** Whether an earlier try may have reached the service. */
  sentBefore: boolean;
  /** Whether there is an address at which it was not yet tried. */
  elsewhere: boolean;
}

/** Whether two of it are as good as one: by its method (RFC 9110, 9.2.2), or because the service knows its key. */
export function isRepeatable(method: string, headers: IncomingHttpHeaders, route: Pick<Route, 'again'>): boolean {
  if (IDEMPOTENT.includes(method)) return true;
  return method === 'POST' && headers['idempotency-key'] !== undefined && route.again !== 'by method alone';
}

/**
 * Whether a request is tried once more. What was certainly not sent is not repeated by that, and goes to another address.
 * What may have arrived is sent once more when its connection broke, often one kept open for too long, and repeating it is
 * harmless; where there is no other address, to the same one.
 */
export function isTriedAgain(repeatable: boolean, { error, tries, sentBefore, elsewhere }: FailedTry): boolean {
  if (tries >= MOST_TRIES) return false;
  if (wasNotSent(error)) return elsewhere;
  return repeatable && !sentBefore && failureOf(error) === 'broken';
}

/** Whether the request certainly did not reach the service. */
export const wasNotSent = (error: unknown): boolean => failureOf(error) === 'cut_off' || neverConnected(error);
