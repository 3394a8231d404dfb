import { describe, expect, it } from '@jest/globals';
import { confirmed, final, held, refusalOf } from '../../test/algorithms-101.js';
import { outcomeOf } from './outcome.js';

describe('the answer to a request for a seat', () => {
  it('is the confirmed registration', () => {
    expect(outcomeOf(confirmed, 'TIMEOUT')).toEqual({ registration: confirmed, deferred: null });
  });

  it('is the held seat, and why its payment must wait', () => {
    expect(outcomeOf(held, 'BUSY')).toEqual({ registration: held, deferred: 'BUSY' });
  });

  it.each([
    ['PAYMENT_DECLINED', final.declined],
    ['HOLD_EXPIRED', final.expired],
    ['REGISTRATION_OVER', final.canceledByMina],
    ['REGISTRATION_OVER', final.canceledByDrPark],
  ])('is %s when it is over', (code, state) => {
    expect(refusalOf(() => outcomeOf(state, 'TIMEOUT'))).toBe(code);
  });

  it('of a declined payment names the registration', () => {
    expect(() => outcomeOf(final.declined, 'TIMEOUT')).toThrow(
      expect.objectContaining({ extensions: { registrationId: final.declined.id } }),
    );
  });
});
