import { describe, expect, it } from '@jest/globals';
import {
  at,
  awaiting,
  canceled,
  completed,
  confirmed,
  dossier,
  PAYMENT,
  refunded,
  REGISTRATION,
  SECOND_PAYMENT,
} from '../../test/cast.js';
import { confirmedMeansPaid } from './confirmed-means-paid.js';

const broken = (changes: Parameters<typeof dossier>[0]) => confirmedMeansPaid.broken(dossier(changes), at);
const free = confirmed({ fee: { amount: 0, currency: 'KRW' }, paymentId: null });

describe('a confirmed registration', () => {
  it('has its completed payment, or is free, or has not come that far', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: free, payments: [] })).toEqual([]);
    expect(broken({ payments: [refunded({ id: SECOND_PAYMENT }), completed()] })).toEqual([]);
    for (const registration of [awaiting(), canceled(), undefined])
      expect(broken({ registration, payments: [] })).toEqual([]);
  });

  it('is broken without a payment, or with a refunded one only', () => {
    const unpaid = [`registration ${REGISTRATION} is confirmed without a completed payment`];
    expect(broken({ payments: [] })).toEqual(unpaid);
    expect(broken({ payments: [refunded()] })).toEqual(unpaid);
    expect(broken({ payments: [completed({ cancelRequestedAt: '2026-03-02T09:00:00.000Z' })] })).toEqual(unpaid);
  });

  it('is broken when it is paid twice, for another amount, or by another payment than it names', () => {
    expect(broken({ payments: [completed(), completed({ id: SECOND_PAYMENT })] })).toEqual([
      `registration ${REGISTRATION} is paid for more than once`,
    ]);
    expect(broken({ payments: [completed({ amount: { amount: 1, currency: 'KRW' } })] })).toEqual([
      `registration ${REGISTRATION} costs 49000, and payment ${PAYMENT} is of 1`,
    ]);
    expect(broken({ payments: [completed({ id: SECOND_PAYMENT })] })).toEqual([
      `registration ${REGISTRATION} names the payment ${PAYMENT}, and is paid by ${SECOND_PAYMENT}`,
    ]);
    expect(broken({ registration: free })).toEqual([`registration ${REGISTRATION} is free, and was paid for`]);
  });
});
