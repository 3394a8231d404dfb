import { describe, expect, it } from '@jest/globals';
import { canceledByMina, expired, held, later, monday, noHolds, request } from '../../test/registration-states.js';
import { freeHoldSlot, secondsUntilHoldAllowed, tooManyHolds, type EarlierHolds } from './hold-limits.js';
import type { Deferral, RegistrationState } from './registration.js';

const limits = { unpaidHolds: 3, repeatedHolds: 2, repeatPauseMs: 60_000 };

function refusal(earlier: Partial<EarlierHolds>, now = monday) {
  const reasons = tooManyHolds({ ...noHolds, ...earlier }, limits, now);
  const [first] = reasons;
  return (
    first && { code: first.code, detail: first.detail, reasons, retryAfter: secondsUntilHoldAllowed(reasons, now) }
  );
}

/** Mina's n-th hold, requested n minutes after Monday began. */
const hold = (n: number): RegistrationState => ({
  ...held,
  id: `hold-${n}`,
  requestedAt: later(n).toISOString(),
  holdExpiresAt: later(n + 10).toISOString(),
  holdSlot: n + 1,
});
const givenUp = (n: number, from = expired): RegistrationState => ({
  ...from,
  id: `hold-${n}`,
  requestedAt: later(n).toISOString(),
  endedAt: later(n + 10).toISOString(),
});
const deferred = (n: number, reason: Deferral): RegistrationState => ({
  ...givenUp(n),
  attempt: { ...held.attempt!, deferred: reason },
});

describe('the limit of unpaid holds', () => {
  it('allows as many unpaid holds as configured and refuses the next one', () => {
    expect(refusal({ unpaid: [hold(0), hold(1)] })).toBeUndefined();
    expect(refusal({ unpaid: [hold(0), hold(1), hold(2)] })).toMatchObject({ code: 'TOO_MANY_HOLDS' });
  });

  it('names the unpaid holds, and when another one is possible', () => {
    expect(refusal({ unpaid: [hold(2), hold(0), hold(1)] }, later(2))).toEqual({
      code: 'TOO_MANY_HOLDS',
      detail: expect.stringContaining('You hold 3 unpaid seats'),
      retryAfter: 480,
      reasons: [
        {
          code: 'TOO_MANY_HOLDS',
          detail: expect.stringContaining(later(10).toISOString()),
          data: { limit: 3, registrationIds: ['hold-2', 'hold-0', 'hold-1'], possibleAt: later(10).toISOString() },
          remedies: ['PAY', 'CANCEL'],
        },
      ],
    });
  });
});

describe('a lecture that was held before without a payment', () => {
  it('allows three holds of one lecture within 24 hours without a payment', () => {
    const twice = [givenUp(0), givenUp(20, canceledByMina)];
    expect(refusal({ givenUp: twice }, later(40))).toBeUndefined();
    const thrice = { givenUp: [...twice, givenUp(40)] };
    const tomorrow = later(24 * 60);
    expect(refusal(thrice, later(60))).toMatchObject({
      detail: expect.stringContaining('3 times within 24 hours'),
      retryAfter: 23 * 3_600,
      reasons: [{ data: { limit: 2, possibleAt: tomorrow.toISOString() }, remedies: ['WAIT'] }],
    });
    expect(refusal(thrice, new Date(tomorrow.getTime() - 1))).toBeDefined();
    expect(refusal(thrice, tomorrow)).toBeUndefined();
  });

  it('refuses a new hold of a lecture in the first minute after the last one ended unpaid', () => {
    expect(refusal({ givenUp: [givenUp(0)] }, later(10))).toMatchObject({
      detail: expect.stringContaining('ended unpaid'),
      retryAfter: 60,
      reasons: [{ data: { registrationIds: ['hold-0'], possibleAt: later(11).toISOString() }, remedies: ['WAIT'] }],
    });
    expect(refusal({ givenUp: [givenUp(0)] }, later(11))).toBeUndefined();
  });

  it.each(['TIMEOUT', 'UNAVAILABLE', 'BREAKER_OPEN', 'BUSY'] as const)(
    'can be held again as often as payment did not answer (%s)',
    (reason) => {
      const holds = [0, 1, 2, 3].map((n) => deferred(n, reason));
      expect(refusal({ givenUp: holds }, later(14))).toBeUndefined();
    },
  );

  it.each(['UNKNOWN', 'NO_RESULT_YET', 'ACTION_REQUIRED'] as const)(
    'counts a hold whose card the provider or the student did not decide on in time (%s)',
    (reason) => {
      const holds = [0, 1, 2].map((n) => deferred(n, reason));
      expect(refusal({ givenUp: holds }, later(20))).toBeDefined();
    },
  );

  it('reports every limit that applies, and the latest time', () => {
    const earlier = { unpaid: [hold(0), hold(1), hold(2)], givenUp: [givenUp(0), givenUp(1), givenUp(2)] };
    const refused = refusal(earlier, later(12));
    expect(refused).toMatchObject({ retryAfter: (24 * 60 - 12) * 60 });
    expect((refused as { reasons?: unknown[] }).reasons).toHaveLength(3);
  });
});

describe('the slot of a hold', () => {
  it('gives a hold a slot that no other hold of the student has', () => {
    const slots = [1, 2, 3].map((n) => {
      const usedSlots = [1, 2, 3].filter((slot) => slot !== n);
      return freeHoldSlot({ ...noHolds, usedSlots }, 3, request.registrationId);
    });
    expect(slots).toEqual([1, 2, 3]);
  });

  it('finds no slot when all are in use', () => {
    expect(freeHoldSlot({ ...noHolds, usedSlots: [3, 1, 2] }, 3, request.registrationId)).toBeUndefined();
  });
});
