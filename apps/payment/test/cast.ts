import type { ChargeRequest } from '#contracts';
import type { Attempt } from '../src/domain/start-attempt.js';

/** Mina registers for Dr. Park's Algorithms 101 and pays 49,000 won; Joon is another student. */
export const mina = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f0a01';
export const joon = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f0a02';
export const minasRegistration = '0193a5b0-7c1e-7d4a-9b56-0c8f6e2f1a01';
export const fee = { amount: 49_000, currency: 'KRW' } as const;

/** Id of the first, second … attempt to pay for Mina's registration. */
export const attemptId = (attempt: number): string => `0193a5b0-7c1e-7d4a-9b56-0c8f6e2f2a0${attempt}`;

const noon = Date.UTC(2027, 2, 2, 3);

/** Seconds after noon in Seoul on the day Mina registers. */
export const at = (seconds: number): Date => new Date(noon + seconds * 1000);
export const instant = (seconds: number): string => at(seconds).toISOString();

export const attemptOf = (attempt: number, change: Partial<Attempt> = {}): Attempt => ({
  paymentId: attemptId(attempt),
  studentId: mina,
  attempt,
  amount: fee,
  method: 'card',
  token: 'tok_ok',
  ...change,
});

export const chargeOf = (attempt: number, change: Partial<ChargeRequest> = {}): ChargeRequest => ({
  ...attemptOf(attempt),
  registrationId: minasRegistration,
  ...change,
});
