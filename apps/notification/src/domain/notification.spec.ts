import { describe, expect, it } from '@jest/globals';
import { monday, refunded } from '../../test/states.js';
import { refundNotification } from './notification.js';

describe('a canceled payment', () => {
  it('is notified as a refund if money had been captured', () => {
    expect(refundNotification(refunded(), 3, monday)).toMatchObject({
      about: 'payment',
      subject: refunded().id,
      registrationId: refunded().registrationId,
      template: 'refunded',
      facts: { amount: 49_000 },
    });
  });

  it('is not notified if it was voided before any money was captured', () => {
    expect(refundNotification({ ...refunded(), completedAt: null }, 2, monday)).toBeUndefined();
  });
});
