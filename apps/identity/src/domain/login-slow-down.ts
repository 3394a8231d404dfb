import { Rejection } from '#contracts';

/** Failures in a row of one e-mail from one address; a success forgets them. */
export interface LoginFailures {
  count: number;
  lastAt: Date;
}

const FREE_FAILURES = 5;
const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 15 * 60;
const FORGOTTEN_AFTER_SECONDS = 24 * 60 * 60;

export function withAnotherFailure(failures: LoginFailures | undefined, now: Date): LoginFailures {
  return { count: (failures === undefined || isForgotten(failures, now) ? 0 : failures.count) + 1, lastAt: now };
}

/** Whole seconds until the next attempt is looked at; 0 where it may come at once. */
export function secondsToWait(failures: LoginFailures | undefined, now: Date): number {
  if (failures === undefined || failures.count < FREE_FAILURES || isForgotten(failures, now)) return 0;
  const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (failures.count - FREE_FAILURES), LONGEST_WAIT_SECONDS);
  const waited = Math.max(0, (now.getTime() - failures.lastAt.getTime()) / 1000);
  return Math.max(0, Math.ceil(wait - waited));
}

/** Failures older than this instant count no more. */
export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - FORGOTTEN_AFTER_SECONDS * 1000);

const isForgotten = (failures: LoginFailures, now: Date): boolean => failures.lastAt < forgottenBefore(now);

export const slowedDown = (seconds: number): Rejection =>
  new Rejection('RATE_LIMITED', { variant: 'failed-logins', values: { seconds }, retryAfter: seconds });
