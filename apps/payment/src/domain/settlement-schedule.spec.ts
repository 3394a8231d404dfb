import { describe, expect, it } from '@jest/globals';
import { at } from '../../test/cast.js';
import { after, attemptBegins, attemptIn, providerSays, registrationEnds } from '../../test/story.js';
import type { PaymentsOfRegistration } from './payments-of-registration.js';
import { farthestCheck, firstCheckOf, nextCheckAfter } from './settlement-schedule.js';

const captured = { state: 'CAPTURED' } as const;
const firstCheck = (state: PaymentsOfRegistration) => firstCheckOf(attemptIn(state, 1)!, at(100));

describe('the provider is asked about a payment', () => {
  it('3 s after its charge began, which gets that long to bring its own answer', () => {
    expect(firstCheck(after(attemptBegins(1)))).toEqual(at(103));
  });

  it('at once when it is to be voided or refunded', () => {
    expect(firstCheck(after(attemptBegins(1), registrationEnds))).toEqual(at(100));
    expect(firstCheck(after(attemptBegins(1), providerSays(1, captured), registrationEnds))).toEqual(at(100));
  });

  it('never again once it is settled', () => {
    expect(firstCheck(after(attemptBegins(1), providerSays(1, captured)))).toBeNull();
    expect(firstCheck(after(attemptBegins(1), providerSays(1, { state: 'VOIDED' })))).toBeNull();
  });

  it('at growing intervals while it says nothing, for as long as it takes', () => {
    const pauses = [1, 2, 3, 7, 8, 9, 100].map((checks) => nextCheckAfter(checks, at(0)).getTime() - at(0).getTime());

    expect(pauses).toEqual([500, 1_000, 2_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('never later than that, however wrong the clock was that planned it', () => {
    expect(farthestCheck(at(0))).toEqual(at(65));
    expect(nextCheckAfter(100, at(0)) < farthestCheck(at(0))).toBe(true);
  });
});
