import { describe, expect, it } from '@jest/globals';
import {
  at,
  completed,
  dossier,
  EARLIER,
  PAYMENT,
  pending,
  refunded,
  REGISTRATION,
  SECOND_PAYMENT,
} from '../../test/cast.js';
import { moneyIsTakenOnce } from './money-is-taken-once.js';
import type { KeptPayment } from './things.js';

const broken = (...payments: KeptPayment[]) => moneyIsTakenOnce.broken(dossier({ payments }), at);
const voided = { key: PAYMENT, state: 'VOIDED', amount: 0 } as const;

describe('the money of a registration', () => {
  it('is taken once, as payment and provider both know', () => {
    expect(broken(completed())).toEqual([]);
    expect(broken(refunded(), completed({ id: SECOND_PAYMENT }))).toEqual([]);
    expect(broken(refunded({ provider: voided }))).toEqual([]);
    expect(broken(completed({ status: 'DECLINED', provider: { ...voided, state: 'DECLINED' } }))).toEqual([]);
  });

  it('may be on its way: a charge that payment has not heard of, a refund under way', () => {
    expect(broken(pending({ provider: { ...voided, state: 'CAPTURED', amount: 49_000 } }))).toEqual([]);
    expect(broken(completed({ cancelRequestedAt: EARLIER, provider: refunded().provider }))).toEqual([]);
  });

  it('is broken when it is taken twice', () => {
    expect(broken(completed(), completed({ id: SECOND_PAYMENT }))).toEqual([
      `registration ${REGISTRATION} is charged 2 times: payments ${PAYMENT}, ${SECOND_PAYMENT}`,
    ]);
  });

  it('is broken where payment and provider say different things', () => {
    const says = (status: string, books: string) => [
      `payment ${PAYMENT} is ${status}, and the provider's books say ${books}`,
    ];
    expect(broken(completed({ provider: undefined }))).toEqual(says('COMPLETED', 'nothing'));
    expect(broken(completed({ provider: voided }))).toEqual(says('COMPLETED', 'VOIDED'));
    expect(broken(completed({ provider: refunded().provider }))).toEqual(says('COMPLETED', 'REFUNDED'));
    expect(broken(refunded({ provider: completed().provider }))).toEqual(says('CANCELED', 'CAPTURED'));
    expect(broken(completed({ status: 'DECLINED' }))).toEqual(says('DECLINED', 'CAPTURED'));
    expect(broken(completed({ provider: { key: PAYMENT, state: 'CAPTURED', amount: 1 } }))).toEqual([
      `payment ${PAYMENT} is of 49000, and the provider took 1`,
    ]);
  });
});
