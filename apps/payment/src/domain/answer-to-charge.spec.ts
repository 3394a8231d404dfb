import { describe, expect, it } from '@jest/globals';
import { attemptId, minasRegistration } from '../../test/cast.js';
import { after, attemptBegins, attemptIn, attemptIsToEnd, providerSays, registrationEnds } from '../../test/story.js';
import { answerTo } from './answer-to-charge.js';
import { noPayments, type PaymentsOfRegistration } from './payments-of-registration.js';

const captured = { state: 'CAPTURED' } as const;
const answer = (attempt: number, state: PaymentsOfRegistration) => answerTo(state, attemptId(attempt));

describe('the answer to a request for money', () => {
  it('is open while nobody knows', () => {
    expect(answer(1, noPayments(minasRegistration))).toBeUndefined();
    expect(answer(1, after(attemptBegins(1)))).toBeUndefined();
  });

  it('is COMPLETED with the captured payment', () => {
    const state = after(attemptBegins(1), providerSays(1, captured));

    expect(answer(1, state)).toEqual({ outcome: 'COMPLETED', payment: attemptIn(state, 1) });
  });

  it('is DECLINED with the declined payment, also when the registration has ended of it', () => {
    const state = after(attemptBegins(1), providerSays(1, { state: 'DECLINED', reason: 'do not honor' }));

    expect(answer(1, state)).toEqual({ outcome: 'DECLINED', payment: attemptIn(state, 1) });
    expect(answer(1, { ...state, overSince: '2027-03-02T03:01:00.000Z' })).toMatchObject({ outcome: 'DECLINED' });
  });

  it('is a refusal for a registration that is over, also when its money is on its way back', () => {
    const over = { outcome: 'REFUSED', reason: 'REGISTRATION_OVER' };

    expect(answer(1, after(attemptBegins(1), registrationEnds))).toEqual(over);
    expect(answer(1, after(attemptBegins(1), registrationEnds, providerSays(1, captured)))).toEqual(over);
    expect(answer(1, after(attemptBegins(1), providerSays(1, captured), registrationEnds))).toEqual(over);
  });

  it('is a refusal for an attempt that a later one has put an end to', () => {
    const outdated = { outcome: 'REFUSED', reason: 'ATTEMPT_OUTDATED' };

    expect(answer(1, after(attemptBegins(1), attemptIsToEnd(1)))).toEqual(outdated);
    expect(answer(1, after(attemptBegins(1), attemptIsToEnd(1), providerSays(1, { state: 'VOIDED' })))).toEqual(
      outdated,
    );
  });
});
