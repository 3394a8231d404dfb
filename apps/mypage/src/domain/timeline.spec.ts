import { describe, expect, it } from '@jest/globals';
import { confirmed, lecture, march, payment, registration, won } from '../../test/states.js';
import { timelineOf } from './timeline.js';

const alone = { payments: [], lecture: null, instructor: null };
const events = (parts: Parameters<typeof timelineOf>[0]) => timelineOf(parts).map(({ event }) => event);

describe('a timeline', () => {
  it('begins with the request', () => {
    expect(timelineOf({ ...alone, registration: registration() })).toEqual([
      { at: march(2), event: 'registration.requested' },
    ]);
  });

  it('begins with the confirmation when the lecture is free', () => {
    const free = confirmed({ fee: won(0), paymentId: null, confirmedAt: march(2) });
    expect(timelineOf({ ...alone, registration: free })).toEqual([{ at: march(2), event: 'registration.confirmed' }]);
  });

  it('tells the payment before the confirmation it caused, though both carry the same instant', () => {
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
    const over = registration({ status, endedAt: march(3) });
    expect(timelineOf({ ...alone, registration: over }).at(-1)).toEqual({ at: march(3), event });
  });

  it('tells a canceled lecture from its state: canceled, registration ended, money back', () => {
    const canceled = confirmed({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED', endedAt: march(5, 1) });
    const refunded = payment({ status: 'CANCELED', cancelRequestedAt: march(5, 2), canceledAt: march(5, 3) });
    const story = timelineOf({
      registration: canceled,
      payments: [refunded],
      lecture: lecture({ status: 'CANCELED', updatedAt: march(5) }),
      instructor: null,
    });
    expect(story.slice(-3)).toEqual([
      { at: march(5), event: 'lecture.canceled' },
      { at: march(5, 1), event: 'registration.canceled' },
      { at: march(5, 3), event: 'payment.canceled' },
    ]);
  });

  it('stays quiet about a lecture that merely changed, and about a payment that was declined', () => {
    const declined = payment({ status: 'DECLINED', completedAt: null, declineReason: 'no funds' });
    const changed = lecture({ updatedAt: march(4) });
    expect(events({ ...alone, registration: registration(), payments: [declined], lecture: changed })).toEqual([
      'registration.requested',
    ]);
  });

  it('tells every attempt, whatever order they are known in', () => {
    const first = payment({ status: 'CANCELED', canceledAt: march(2, 5) });
    const second = payment({ id: 'second', attempt: 2, completedAt: march(2, 7) });
    const there = timelineOf({ ...alone, registration: registration(), payments: [first, second] });
    expect(there).toEqual(timelineOf({ ...alone, registration: registration(), payments: [second, first] }));
    expect(there.map(({ event }) => event)).toEqual([
      'registration.requested',
      'payment.completed',
      'payment.canceled',
      'payment.completed',
    ]);
  });
});
