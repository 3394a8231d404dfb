import { describe, expect, it } from '@jest/globals';
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
  refusalOf,
  told,
} from '../../test/algorithms-101.js';
import { decideLectureCanceled, decideStudentCancel } from './cancel.js';

const cancel = (state = confirmed, lecture = algorithms, now = later(1)) => decideStudentCancel(state, lecture, now);
const firstSession = new Date(algorithms.firstSessionAt);

describe('a student cancels a registration', () => {
  it.each([held, confirmed])('that is $status, and it is over', (state) => {
    const decision = cancel(state);
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'STUDENT',
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
      version: state.version + 1,
    });
    expect(told(decision)).toEqual(['registration.canceled']);
  });

  it('and the moment of its confirmation stays on record', () => {
    expect(cancel().state.confirmedAt).toBe(monday.toISOString());
  });

  it('a second time, which changes nothing', () => {
    expect(cancel(canceledByMina)).toEqual({ state: canceledByMina, events: [] });
  });

  it.each([declined, expired, canceledByDrPark])('in vain when it ended for another reason ($status)', (state) => {
    expect(refusalOf(() => cancel(state))).toBe('REGISTRATION_OVER');
  });

  it('until the first session begins, and no later', () => {
    expect(refusalOf(() => cancel(confirmed, algorithms, new Date(firstSession.getTime() - 1)))).toBe('not refused');
    expect(refusalOf(() => cancel(confirmed, algorithms, firstSession))).toBe('CANCEL_TOO_LATE');
  });

  it('too late when the lecture is closed', () => {
    expect(refusalOf(() => cancel(confirmed, { ...algorithms, status: 'CLOSED' }))).toBe('CANCEL_TOO_LATE');
  });

  it('whose hold is over: it expires, and there is nothing to cancel', () => {
    const decision = cancel(held, algorithms, later(10));
    expect(told(decision)).toEqual(['registration.expired']);
    expect(decision.refusal?.code).toBe('REGISTRATION_OVER');
  });

  it('whose hold ended with the lecture: it expires, and there is nothing to cancel', () => {
    const decision = cancel(held, { ...algorithms, status: 'CLOSED' });
    expect(decision.state.status).toBe('EXPIRED');
    expect(decision.refusal?.code).toBe('REGISTRATION_OVER');
  });

  it('of a lecture that was canceled a moment before: that is the reason it ends with', () => {
    const decision = cancel(confirmed, { ...algorithms, status: 'CANCELED' });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
    expect(decision.refusal?.code).toBe('REGISTRATION_OVER');
  });
});

describe('a lecture is canceled', () => {
  it.each([held, confirmed])('and its registrations that are $status with it', (state) => {
    const decision = decideLectureCanceled(state, later(1));
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'LECTURE_CANCELED',
      holdExpiresAt: null,
      endedAt: later(1).toISOString(),
    });
    expect(told(decision)).toEqual(['registration.canceled']);
  });

  it.each(Object.entries(final))('but not those that are over: %s', (_, state) => {
    expect(decideLectureCanceled(state, later(1))).toEqual({ state, events: [] });
  });
});
