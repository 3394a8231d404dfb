import { describe, expect, it } from '@jest/globals';
import { at } from '../../test/cast.js';
import { after, attemptStarts, attemptIn, providerReports, registrationEnds } from '../../test/steps.js';
import type { PaymentsOfRegistration } from './payments-of-registration.js';
import { latestPlausibleCheck, firstCheckOf, nextCheckAfter } from './settlement-schedule.js';

const captured = { state: 'CAPTURED' } as const;
const firstCheck = (state: PaymentsOfRegistration) => firstCheckOf(attemptIn(state, 1)!, at(100));

describe('the settlement schedule', () => {
  it('checks a charge 3 s after its start, when its lease has expired', () => {
    expect(firstCheck(after(attemptStarts(1)))).toEqual(at(103));
  });

  it('checks a payment immediately if it is to be voided or refunded', () => {
    expect(firstCheck(after(attemptStarts(1), registrationEnds))).toEqual(at(100));
    expect(firstCheck(after(attemptStarts(1), providerReports(1, captured), registrationEnds))).toEqual(at(100));
  });

  it('does not check a settled payment', () => {
    expect(firstCheck(after(attemptStarts(1), providerReports(1, captured)))).toBeNull();
    expect(firstCheck(after(attemptStarts(1), providerReports(1, { state: 'VOIDED' })))).toBeNull();
  });

  it('backs off from 0.5 s to 60 s and never gives up', () => {
    const delays = [1, 2, 3, 7, 8, 9, 100].map((checks) => nextCheckAfter(checks, at(0)).getTime() - at(0).getTime());

    expect(delays).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('plans no check later than the latest plausible one, so that a clock error is detected', () => {
    expect(latestPlausibleCheck(at(0))).toEqual(at(65));
    expect(nextCheckAfter(100, at(0)) < latestPlausibleCheck(at(0))).toBe(true);
  });
});
