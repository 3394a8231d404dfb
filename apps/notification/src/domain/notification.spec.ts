import { describe, expect, it } from '@jest/globals';
import { monday, refunded } from '../../test/states.js';
import { refundNotification } from './notification.js';

const won = (amount: number) => ({ amount, currency: 'KRW' as const });

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

  it('is notified as a partial refund with the total refunded so far', () => {
    const partly = { ...refunded(), refundDue: won(20_000), refunded: won(20_000) };
    expect(refundNotification(partly, 3, monday)).toMatchObject({
      template: 'partially-refunded',
      facts: { amount: 20_000 },
    });
    expect(refundNotification({ ...partly, refunded: won(49_000) }, 4, monday)).toMatchObject({ template: 'refunded' });
  });

  it('is not notified if the refund schedule retains everything', () => {
    expect(refundNotification({ ...refunded(), refundDue: won(0) }, 3, monday)).toBeUndefined();
  });

  it('is not notified if it was voided before any money was captured', () => {
    expect(refundNotification({ ...refunded(), completedAt: null }, 2, monday)).toBeUndefined();
  });
});
