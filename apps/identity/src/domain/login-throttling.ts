import { Rejection } from '#contracts';

export interface LoginFailures {
  count: number;
  lastAt: Date;
}

const FREE_FAILURES = 5;
const MIN_WAIT_SECONDS = 5;
const MAX_WAIT_SECONDS = 15 * 60;
const EXPIRES_AFTER_SECONDS = 24 * 60 * 60;

export function withAnotherFailure(failures: LoginFailures | undefined, now: Date): LoginFailures {
  return { count: (failures === undefined || isExpired(failures, now) ? 0 : failures.count) + 1, lastAt: now };
}

export function secondsToWait(failures: LoginFailures | undefined, now: Date): number {
  if (failures === undefined || failures.count < FREE_FAILURES || isExpired(failures, now)) return 0;
  const wait = Math.min(MIN_WAIT_SECONDS * 2 ** (failures.count - FREE_FAILURES), MAX_WAIT_SECONDS);
  const waited = Math.max(0, (now.getTime() - failures.lastAt.getTime()) / 1000);
  return Math.max(0, Math.ceil(wait - waited));
}

export const expiredBefore = (now: Date): Date => new Date(now.getTime() - EXPIRES_AFTER_SECONDS * 1000);

const isExpired = (failures: LoginFailures, now: Date): boolean => failures.lastAt < expiredBefore(now);

export const tooManyFailedLogins = (seconds: number): Rejection =>
  new Rejection('RATE_LIMITED', { variant: 'failed-logins', values: { seconds }, retryAfter: seconds });
