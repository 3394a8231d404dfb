import { describe, expect, it } from '@jest/globals';
import { monday, refunded } from '../../test/states.js';
import { tellOfRefund } from './tell-of-refund.js';

describe('a canceled payment', () => {
  it('is told as a refund where money had been captured', () => {
    expect(tellOfRefund(refunded(), 3, monday)).toMatchObject({
      about: 'payment',
      subject: refunded().id,
      registrationId: refunded().registrationId,
      template: 'refunded',
      facts: { amount: 49_000 },
    });
  });

  it('is not told where it was voided before any money moved', () => {
    expect(tellOfRefund({ ...refunded(), completedAt: null }, 2, monday)).toBeUndefined();
  });
});
