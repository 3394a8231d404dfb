import { describe, expect, it } from '@jest/globals';
import { cast } from '#testing/fixtures';
import {
  algorithms,
  canceledByDrPark,
  canceledByMina,
  confirmed,
  declined,
  expired,
  final,
  held,
  later,
  monday,
  rejectionOf,
  eventNames,
} from '../../test/registration-states.js';
import { decideLectureCanceled, decideRemove, decideStudentCancel } from './cancellation.js';

const cancel = (state = confirmed, lecture = algorithms, now = later(1)) =>
  decideStudentCancel(state, lecture, now, { hours: 72 });
const drPark = cast.drPark.sub;
const firstSession = new Date(algorithms.firstSessionAt);

describe('a cancellation by the student', () => {
  it.each([held, confirmed])('ends a registration that is $status', (state) => {
    const decision = cancel(state);
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'STUDENT',
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
      version: state.version + 1,
    });
    expect(eventNames(decision)).toEqual(['registration.canceled']);
  });

  it('does not remove the time of the confirmation', () => {
    expect(cancel().state.confirmedAt).toBe(monday.toISOString());
  });

  it('changes nothing when it is repeated', () => {
    expect(cancel(canceledByMina)).toEqual({ state: canceledByMina, events: [] });
  });

  it.each([declined, expired, canceledByDrPark])(
    'is rejected if the registration has ended for another reason ($status)',
    (state) => {
      expect(rejectionOf(() => cancel(state))).toBe('REGISTRATION_OVER');
    },
  );

  it('is possible until the first session begins', () => {
    expect(rejectionOf(() => cancel(confirmed, algorithms, new Date(firstSession.getTime() - 1)))).toBe('not rejected');
    expect(rejectionOf(() => cancel(confirmed, algorithms, firstSession))).toBe('CANCEL_TOO_LATE');
  });

  it('releases a hold even after the first session has begun', () => {
    const heldLate = { ...held, holdExpiresAt: later(10, firstSession).toISOString() };
    expect(cancel(heldLate, algorithms, firstSession).state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'STUDENT',
    });
  });

  it('is rejected when the last session has ended, although no event has closed the lecture', () => {
    expect(rejectionOf(() => cancel(confirmed, algorithms, new Date(algorithms.lastSessionEndsAt!)))).toBe(
      'CANCEL_TOO_LATE',
    );
  });

  it('is rejected when the lecture is closed', () => {
    const closed = { ...algorithms, status: 'CLOSED' } as const;
    expect(rejectionOf(() => cancel(confirmed, closed))).toBe('CANCEL_TOO_LATE');
    expect(rejectionOf(() => cancel({ ...confirmed, firstSessionAt: null }, closed))).toBe('CANCEL_TOO_LATE');
  });

  it('is possible until the start that the student knew, although the lecture was moved to an earlier time and is closed', () => {
    const moved = { ...algorithms, firstSessionAt: monday.toISOString(), status: 'CLOSED' } as const;
    const justBefore = new Date(firstSession.getTime() - 1);
    expect(cancel(confirmed, moved, justBefore).state.cancelReason).toBe('STUDENT');
    expect(rejectionOf(() => cancel(confirmed, moved, firstSession))).toBe('CANCEL_TOO_LATE');
  });

  it('is possible until the start as it is now, when the lecture was postponed', () => {
    const postponed = { ...algorithms, firstSessionAt: later(60, firstSession).toISOString() };
    expect(rejectionOf(() => cancel(confirmed, postponed, firstSession))).toBe('not rejected');
  });

  it('expires an overdue hold, and is rejected', () => {
    const decision = cancel(held, algorithms, later(10));
    expect(eventNames(decision)).toEqual(['registration.expired']);
    expect(decision.rejection?.code).toBe('REGISTRATION_OVER');
  });

  it('expires the hold of a closed lecture, and is rejected', () => {
    const decision = cancel(held, { ...algorithms, status: 'CLOSED' });
    expect(decision.state.status).toBe('EXPIRED');
    expect(decision.rejection?.code).toBe('REGISTRATION_OVER');
  });

  it('is rejected if the lecture was canceled first, and the registration ends for that reason', () => {
    const decision = cancel(confirmed, { ...algorithms, status: 'CANCELED' });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
    expect(decision.rejection?.code).toBe('REGISTRATION_OVER');
  });
});

describe('a cancellation of the lecture', () => {
  it.each([held, confirmed])('cancels a registration that is $status', (state) => {
    const decision = decideLectureCanceled(state, later(1));
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'LECTURE_CANCELED',
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
    });
    expect(eventNames(decision)).toEqual(['registration.canceled']);
  });

  it.each(Object.entries(final))('does not change a registration that is %s', (_, state) => {
    expect(decideLectureCanceled(state, later(1))).toEqual({ state, events: [] });
  });
});

describe('a removal by the instructor', () => {
  it('cancels a confirmed registration with its reason, even after the first session', () => {
    const decision = decideRemove(confirmed, { by: drPark, note: 'No entrance test.' }, later(1, firstSession));
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'INSTRUCTOR',
      cancelNote: 'No entrance test.',
      endedAt: later(1, firstSession).toISOString(),
    });
    expect(decision.events).toMatchObject([
      { name: 'registration.canceled', data: { cancelReason: 'INSTRUCTOR', cancelNote: 'No entrance test.' } },
    ]);
  });

  it('changes nothing when it is repeated, not even the reason', () => {
    const { state } = decideRemove(confirmed, { by: drPark, note: 'No entrance test.' }, later(1));
    expect(decideRemove(state, { by: drPark, note: 'Another reason.' }, later(2))).toEqual({ state, events: [] });
  });

  it.each([held, declined, expired, canceledByMina, canceledByDrPark])(
    'is NOT_CONFIRMED for a registration that is $status',
    (state) => {
      expect(rejectionOf(() => decideRemove(state, { by: drPark, note: 'No entrance test.' }, later(1)))).toBe(
        'NOT_CONFIRMED',
      );
    },
  );
});
