import { describe, expect, it } from '@jest/globals';
import { cast } from '#testing/fixtures';
import { accepted, eventNames, final, later, rejectionOf, workshop } from '../../test/registration-states.js';
import { decideGrant, decideGrantOverdue, decideRefuse, presentAt } from './cancel-request.js';
import { decideLectureCanceled, decideRemove, decideStudentCancel } from './cancellation.js';
import type { RegistrationState } from './registration.js';

const drPark = cast.drPark.sub;
const firstSession = new Date(workshop.firstSessionAt);
const cancel = (state = accepted, now = later(90), lecture = workshop) =>
  decideStudentCancel(state, lecture, now, { hours: 72, note: 'I have moved.' });
const requested = cancel().state;
const decideBy = new Date(requested.cancelRequest!.decideBy);
const refuse = (state: RegistrationState, now = later(100)) =>
  decideRefuse(state, workshop, { by: drPark, note: 'The beans are ordered.' }, now);
const grant = (state: RegistrationState, now = later(100), lecture = workshop) =>
  decideGrant(state, lecture, drPark, now);

describe('a cancellation after an acceptance', () => {
  it('becomes a request with the refund of this moment, and the student stays enrolled', () => {
    expect(requested).toMatchObject({
      status: 'CONFIRMED',
      cancelRequest: {
        number: 1,
        requestedAt: later(90).toISOString(),
        decideBy: later(90 + 72 * 60).toISOString(),
        note: 'I have moved.',
        refund: accepted.fee,
        refusedAt: null,
      },
    });
    expect(eventNames(cancel())).toEqual(['registration.changed']);
  });

  it('changes nothing while a request is pending, also after the first session has begun', () => {
    expect(cancel(requested, later(91))).toEqual({ state: requested, events: [] });
    const longer = { ...requested.cancelRequest!, decideBy: later(60, firstSession).toISOString() };
    const begun = { ...requested, cancelRequest: longer };
    expect(cancel(begun, later(1, firstSession))).toEqual({ state: begun, events: [] });
  });

  it('must be decided at most until the first session begins', () => {
    expect(cancel(accepted, later(-60, firstSession)).state.cancelRequest?.decideBy).toBe(firstSession.toISOString());
  });

  it('is possible only as long as a cancellation is', () => {
    expect(rejectionOf(() => cancel(accepted, firstSession))).toBe('CANCEL_TOO_LATE');
  });

  it('is possible once more after a refusal, and refused the third time', () => {
    const second = cancel(refuse(requested).state, later(110)).state;
    expect(second.cancelRequest).toMatchObject({ number: 2, refusedAt: null, refusalNote: null });
    const third = refuse(second, later(120)).state;
    expect(rejectionOf(() => cancel(third, later(130)))).toBe('CANCEL_REFUSED');
  });
});

describe('a decision on a request to cancel', () => {
  it('grants it with the refund of the request, and names who decided', () => {
    const decision = grant(requested);
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'STUDENT',
      endedAt: later(100).toISOString(),
    });
    expect(decision.events).toMatchObject([{ name: 'registration.canceled', actor: drPark }]);
    expect(decision.audit).toMatchObject({ by: drPark, what: 'CANCELLATION_GRANTED' });
  });

  it('refuses it with a reason, and the student stays enrolled', () => {
    const decision = refuse(requested);
    expect(decision.state).toMatchObject({
      status: 'CONFIRMED',
      cancelRequest: { number: 1, refusedAt: later(100).toISOString(), refusalNote: 'The beans are ordered.' },
    });
    expect(decision.events).toMatchObject([{ name: 'registration.changed', actor: drPark }]);
    expect(decision.audit).toMatchObject({ what: 'CANCELLATION_REFUSED', note: 'The beans are ordered.' });
  });

  it.each(Object.entries({ accepted, refused: refuse(requested).state, ...final }))(
    'is NO_CANCEL_REQUEST for a registration without a pending one (%s)',
    (_, state) => {
      for (const decide of [grant, refuse]) expect(rejectionOf(() => decide(state))).toBe('NO_CANCEL_REQUEST');
    },
  );

  it('comes too late after the deadline, which has granted it', () => {
    for (const decide of [grant, refuse]) {
      const decision = decide(requested, later(5, decideBy));
      expect(decision.state).toMatchObject({ status: 'CANCELED', endedAt: decideBy.toISOString() });
      expect(decision.rejection?.code).toBe('NO_CANCEL_REQUEST');
      expect(decision.audit).toBeUndefined();
    }
  });

  it('comes too late after the cancellation of the lecture', () => {
    const decision = grant(requested, later(100), { ...workshop, status: 'CANCELED' });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
    expect(decision.rejection?.code).toBe('NO_CANCEL_REQUEST');
  });
});

describe('a request to cancel without a decision', () => {
  it('is granted at its own deadline, however late the job runs', () => {
    expect(decideGrantOverdue(requested, later(-1, decideBy))).toEqual({ state: requested, events: [] });
    const decision = decideGrantOverdue(requested, later(600, decideBy));
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'STUDENT',
      endedAt: decideBy.toISOString(),
    });
    expect(presentAt(requested, later(600, decideBy))).toEqual(decision.state);
    expect(cancel(requested, later(600, decideBy)).state).toEqual(decision.state);
  });

  it('gives way to the cancellation of the lecture', () => {
    expect(decideLectureCanceled(requested, later(100)).state.cancelReason).toBe('LECTURE_CANCELED');
  });

  it('gives way to a removal until its deadline, and not afterwards', () => {
    const removal = { by: drPark, note: 'No entrance test.' };
    expect(decideRemove(requested, removal, later(100)).state.cancelReason).toBe('INSTRUCTOR');
    const late = decideRemove(requested, removal, later(1, decideBy));
    expect(late.state.cancelReason).toBe('STUDENT');
    expect(late.rejection?.code).toBe('NOT_CONFIRMED');
  });
});
