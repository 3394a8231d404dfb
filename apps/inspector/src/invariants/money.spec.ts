import { describe, expect, it } from '@jest/globals';
import type { StoredPayment, StoredRegistration } from './records.js';
import {
  at,
  awaiting,
  canceled,
  completed,
  confirmed,
  dossier,
  EARLIER,
  JUST_NOW,
  LATER,
  PAYMENT,
  pending,
  refunded,
  REGISTRATION,
  SECOND_PAYMENT,
} from '../../test/cast.js';
import {
  chargesHavePayments,
  completedPaymentsHaveConfirmedRegistrations,
  confirmedMeansPaid,
  refundsMatch,
  registrationsAreChargedOnce,
  paymentsAreSettledInTime,
} from './money.js';

describe('confirmedMeansPaid', () => {
  const broken = (changes: Parameters<typeof dossier>[0]) => confirmedMeansPaid.broken(dossier(changes), at);
  const free = confirmed({ fee: { amount: 0, currency: 'KRW' }, paymentId: null });

  it('accepts a confirmed registration that is paid or free, and any that is not confirmed', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: free, payments: [] })).toEqual([]);
    expect(broken({ payments: [refunded({ id: SECOND_PAYMENT }), completed()] })).toEqual([]);
    for (const registration of [awaiting(), canceled(), undefined])
      expect(broken({ registration, payments: [] })).toEqual([]);
  });

  it('reports a confirmed registration without a payment or with a refunded one only', () => {
    const unpaid = [`registration ${REGISTRATION} is confirmed without a completed payment`];
    expect(broken({ payments: [] })).toEqual(unpaid);
    expect(broken({ payments: [refunded()] })).toEqual(unpaid);
    expect(broken({ registration: awaiting({ status: 'AWAITING_APPROVAL' }), payments: [] })).toEqual([
      `registration ${REGISTRATION} is awaiting approval without a completed payment`,
    ]);
    expect(broken({ payments: [completed({ cancelRequestedAt: '2026-03-02T09:00:00.000Z' })] })).toEqual(unpaid);
  });

  it('reports a registration that is paid twice, with a different amount or by a different payment', () => {
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

describe('completedPaymentsHaveConfirmedRegistrations', () => {
  const broken = (changes: Parameters<typeof dossier>[0]) =>
    completedPaymentsHaveConfirmedRegistrations.broken(dossier(changes), at);

  it('accepts a completed payment of a confirmed registration and a refunded one of any', () => {
    expect(broken({})).toEqual([]);
    expect(broken({ registration: canceled(), payments: [refunded()] })).toEqual([]);
  });

  it('reports a completed payment whose registration is not confirmed or does not exist', () => {
    const of = (state: string) => [
      `payment ${PAYMENT} is completed, and belongs to registration ${REGISTRATION}, which ${state}`,
    ];
    expect(broken({ registration: awaiting() })).toEqual(of('is AWAITING_PAYMENT'));
    expect(broken({ registration: canceled() })).toEqual(of('is CANCELED'));
    expect(broken({ registration: undefined })).toEqual(of('does not exist'));
  });
});

describe('registrationsAreChargedOnce', () => {
  const broken = (...payments: StoredPayment[]) => registrationsAreChargedOnce.broken(dossier({ payments }), at);

  it('expects nothing of a payment with a status of a later release', () => {
    expect(broken({ ...completed(), status: 'OF_A_LATER_RELEASE' })).toEqual([]);
  });
  const voided = { key: PAYMENT, state: 'VOIDED', amount: 0 } as const;

  it('accepts one charge on which payment and provider agree', () => {
    expect(broken(completed())).toEqual([]);
    expect(broken(refunded(), completed({ id: SECOND_PAYMENT }))).toEqual([]);
    expect(broken(refunded({ provider: voided }))).toEqual([]);
    expect(broken(completed({ status: 'DECLINED', provider: { ...voided, state: 'DECLINED' } }))).toEqual([]);
  });

  it('accepts a charge and a refund that are still in progress', () => {
    expect(broken(pending({ provider: { ...voided, state: 'CAPTURED', amount: 49_000 } }))).toEqual([]);
    expect(broken(completed({ cancelRequestedAt: EARLIER, provider: refunded().provider }))).toEqual([]);
    const retained = refunded({ refundDue: { amount: 0, currency: 'KRW' }, provider: completed().provider });
    expect(broken(retained)).toEqual([]);
  });

  it('reports a registration that was charged twice', () => {
    expect(broken(completed(), completed({ id: SECOND_PAYMENT }))).toEqual([
      `registration ${REGISTRATION} is charged 2 times: payments ${PAYMENT}, ${SECOND_PAYMENT}`,
    ]);
  });

  it('reports a payment on which payment and provider disagree', () => {
    const says = (status: string, books: string) => [
      `payment ${PAYMENT} is ${status}, and the provider's ledger says ${books}`,
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

describe('paymentsAreSettledInTime', () => {
  const broken = (registration: StoredRegistration, ...payments: StoredPayment[]) =>
    paymentsAreSettledInTime.broken(dossier({ registration, payments }), at);

  it('accepts settled payments and pending ones that are not overdue', () => {
    expect(broken(confirmed(), completed())).toEqual([]);
    expect(broken(canceled(), refunded())).toEqual([]);
    for (const nextCheckAt of [LATER, JUST_NOW]) expect(broken(awaiting(), pending({ nextCheckAt }))).toEqual([]);
  });

  it('reports a pending payment that is overdue or has no check scheduled', () => {
    expect(broken(awaiting(), pending({ nextCheckAt: null }))).toEqual([
      `payment ${PAYMENT} is PENDING, and no further check with the provider is scheduled`,
    ]);
    expect(broken(awaiting(), pending({ nextCheckAt: EARLIER }))).toEqual([
      `payment ${PAYMENT} is PENDING, and was to be settled at ${EARLIER}`,
    ]);
  });

  it('reports a refund and an attempt that are still open after their registration was settled', () => {
    const wanted = completed({ cancelRequestedAt: EARLIER, nextCheckAt: LATER });
    expect(broken(canceled(), wanted)).toEqual([
      `payment ${PAYMENT} is COMPLETED, its cancellation requested at ${EARLIER}, and its registration ${REGISTRATION} is settled`,
    ]);
    expect(broken(confirmed(), pending())).toEqual([
      `payment ${PAYMENT} is PENDING, and its registration ${REGISTRATION} is settled`,
    ]);
  });
});

describe('refundsMatch', () => {
  const won = (amount: number) => ({ amount, currency: 'KRW' as const });
  const partly = (amount: number, byProvider = amount) =>
    completed({
      refundDue: won(amount),
      refunded: won(amount),
      provider: { ...completed().provider!, refunded: byProvider },
    });
  const broken = (registration: StoredRegistration, ...payments: StoredPayment[]) =>
    refundsMatch.broken(dossier({ registration, payments }), at);

  it('accepts payments without a refund, with a whole one, in parts, and with nothing due', () => {
    expect(broken(confirmed(), completed())).toEqual([]);
    expect(broken(canceled(), refunded())).toEqual([]);
    expect(broken(confirmed({ refundDue: won(20_000) }), partly(20_000))).toEqual([]);
    const ended = { status: 'CANCELED', cancelRequestedAt: EARLIER, canceledAt: EARLIER } as const;
    expect(broken(canceled({ refundDue: won(20_000) }), { ...partly(20_000), ...ended })).toEqual([]);
    expect(broken(canceled({ refundDue: won(0) }), completed({ ...ended, refundDue: won(0) }))).toEqual([]);
    expect(broken(canceled({ refundDue: won(49_000) }), refunded({ refunded: won(49_000) }))).toEqual([]);
  });

  it('leaves a refund that is under way to the rule about time', () => {
    expect(broken(confirmed({ refundDue: won(20_000) }), completed({ refundDue: won(20_000) }))).toEqual([]);
  });

  it('reports a published total that payment has not received, and a refund above it', () => {
    expect(broken(confirmed({ refundDue: won(20_000) }), completed())).toEqual([
      `of payment ${PAYMENT}, 20000 is due back, and 0 is refunded`,
    ]);
    expect(broken(canceled({ refundDue: won(20_000) }), refunded())).toEqual([
      `of payment ${PAYMENT}, 20000 is due back, and 49000 is refunded`,
    ]);
  });

  it('reports a total above the amount, and a provider that refunded another sum', () => {
    expect(broken(confirmed({ refundDue: won(50_000) }), partly(50_000))).toEqual([
      `payment ${PAYMENT} is of 49000, and 50000 is due back`,
    ]);
    expect(broken(confirmed({ refundDue: won(20_000) }), partly(20_000, 40_000))).toEqual([
      `of payment ${PAYMENT}, 20000 is refunded, and the provider has refunded 40000`,
    ]);
  });
});

describe('chargesHavePayments', () => {
  const charge = { key: PAYMENT, state: 'CAPTURED', amount: 49_000, isKnown: true } as const;

  it('reports a charge of the provider that belongs to no payment', () => {
    expect(chargesHavePayments.broken(charge, at)).toEqual([]);
    expect(chargesHavePayments.broken({ ...charge, isKnown: false }, at)).toEqual([
      `the provider has CAPTURED the key ${PAYMENT}, which belongs to no payment`,
    ]);
  });
});
