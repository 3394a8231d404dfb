import { describe, expect, it } from '@jest/globals';
import { confirmed, lecture, march, payment, registration, won } from '../../test/states.js';
import { timelineOf } from './timeline.js';

const alone = { payments: [], lecture: null, instructor: null };
const events = (parts: Parameters<typeof timelineOf>[0]) => timelineOf(parts).map(({ event }) => event);

describe('a timeline', () => {
  it('starts with the request', () => {
    expect(timelineOf({ ...alone, registration: registration() })).toEqual([
      { at: march(2), event: 'registration.requested' },
    ]);
  });

  it('starts with the confirmation if the lecture is free', () => {
    const free = confirmed({ fee: won(0), paymentId: null, confirmedAt: march(2) });
    expect(timelineOf({ ...alone, registration: free })).toEqual([{ at: march(2), event: 'registration.confirmed' }]);
  });

  it('lists the payment before the confirmation that it caused, even at the same instant', () => {
    expect(events({ ...alone, registration: confirmed(), payments: [payment()] })).toEqual([
      'registration.requested',
      'payment.completed',
      'registration.confirmed',
    ]);
  });

  it.each([
    ['PAYMENT_DECLINED', 'registration.declined'],
    ['EXPIRED', 'registration.expired'],
    ['CANCELED', 'registration.canceled'],
  ] as const)('of a registration that is %s ends with %s', (status, event) => {
    const ended = registration({ status, endedAt: march(3) });
    expect(timelineOf({ ...alone, registration: ended }).at(-1)).toEqual({ at: march(3), event });
  });

  it('lists a canceled lecture with the end of the registration and the refund after it', () => {
    const canceled = confirmed({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED', endedAt: march(5, 1) });
    const refunded = payment({ status: 'CANCELED', cancelRequestedAt: march(5, 2), canceledAt: march(5, 3) });
    const timeline = timelineOf({
      registration: canceled,
      payments: [refunded],
      lecture: lecture({ status: 'CANCELED', updatedAt: march(5) }),
      instructor: null,
    });
    expect(timeline.slice(-3)).toEqual([
      { at: march(5), event: 'lecture.canceled' },
      { at: march(5, 1), event: 'registration.canceled' },
      { at: march(5, 3), event: 'payment.canceled' },
    ]);
  });

  it('lists the last partial refund of a payment, but not the one that ended it', () => {
    const partly = { refundDue: won(20_000), refunded: won(20_000), refundedAt: march(4) };
    const names = (changes: Partial<Parameters<typeof payment>[0]>) =>
      events({ ...alone, registration: registration(), payments: [payment({ ...partly, ...changes })] }).slice(2);
    expect(names({})).toEqual(['payment.refunded']);
    expect(names({ status: 'CANCELED', canceledAt: march(5) })).toEqual(['payment.refunded', 'payment.canceled']);
    expect(names({ status: 'CANCELED', canceledAt: march(4) })).toEqual(['payment.canceled']);
  });

  it('does not list lecture changes and declined payments', () => {
    const declined = payment({ status: 'DECLINED', completedAt: null, declineReason: 'no funds' });
    const changed = lecture({ updatedAt: march(4) });
    expect(events({ ...alone, registration: registration(), payments: [declined], lecture: changed })).toEqual([
      'registration.requested',
    ]);
  });

  it('lists the approval and the request to cancel with its refusal', () => {
    const approval = { requestedAt: march(3), decidedAt: march(4), decidedBy: 'park', accepted: true, note: null };
    const cancelRequest = {
      ...{ number: 1, requestedAt: march(5), decideBy: march(8), note: null, refund: won(49_000) },
      ...{ refusedAt: march(6), refusalNote: 'The beans are ordered.' },
    };
    const decided = confirmed({ confirmedAt: march(4), approval, cancelRequest });
    expect(timelineOf({ ...alone, registration: decided })).toEqual([
      { at: march(2), event: 'registration.requested' },
      { at: march(3), event: 'registration.approval-requested' },
      { at: march(4), event: 'registration.confirmed' },
      { at: march(5), event: 'registration.cancel-requested' },
      { at: march(6), event: 'registration.cancel-refused' },
    ]);
  });

  it('lists every payment attempt, whatever their order', () => {
    const first = payment({ status: 'CANCELED', canceledAt: march(2, 5) });
    const second = payment({ id: 'second', attempt: 2, completedAt: march(2, 7) });
    const timeline = timelineOf({ ...alone, registration: registration(), payments: [first, second] });
    expect(timeline).toEqual(timelineOf({ ...alone, registration: registration(), payments: [second, first] }));
    expect(timeline.map(({ event }) => event)).toEqual([
      'registration.requested',
      'payment.completed',
      'payment.canceled',
      'payment.completed',
    ]);
  });
});
