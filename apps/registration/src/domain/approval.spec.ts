import { describe, expect, it } from '@jest/globals';
import { cast } from '#testing/fixtures';
import {
  accepted,
  algorithms,
  awaitingApproval,
  completed,
  confirmed,
  eventNames,
  final,
  held,
  later,
  monday,
  noHolds,
  openDay,
  rejected,
  rejectionOf,
  request,
  workshop,
} from '../../test/registration-states.js';
import { deadlineIn } from './approval-terms.js';
import { decideAccept, decideReject } from './approval.js';
import { decideRemove, decideStudentCancel } from './cancellation.js';
import { presentAt } from './cancel-request.js';
import { decideExpire, decideLectureClosed } from './hold.js';
import { decideConfirm, outcomeOf } from './payment.js';
import { decideRequest } from './registration.js';

const drPark = cast.drPark.sub;
const firstSession = new Date(workshop.firstSessionAt);
const accept = (state = awaitingApproval, lecture = workshop, now = later(60)) =>
  decideAccept(state, lecture, drPark, now);
const reject = (state = awaitingApproval, lecture = workshop, now = later(60)) =>
  decideReject(state, lecture, { by: drPark, note: 'Members only.' }, now);

describe('a registration for a lecture that requires an approval', () => {
  it('awaits approval once it is paid, for 72 hours and in the same hold', () => {
    const decision = decideConfirm({ ...held, approvalTerms: awaitingApproval.approvalTerms }, completed, later(1));
    expect(decision.state).toMatchObject({
      status: 'AWAITING_APPROVAL',
      paymentId: completed.id,
      holdExpiresAt: later(72 * 60 + 1).toISOString(),
      confirmedAt: null,
      holdSlot: null,
      approval: { requestedAt: later(1).toISOString(), decidedAt: null, accepted: null },
    });
    expect(eventNames(decision)).toEqual(['registration.approval-requested']);
    expect(decideConfirm(decision.state, completed, later(2))).toEqual({ state: decision.state, events: [] });
  });

  it('awaits approval at once if the lecture is free', () => {
    const free = { ...openDay, approvalRequired: true, approvalHours: 2 };
    const decision = decideRequest(free, request, monday, noHolds);
    expect(decision.state).toMatchObject({
      status: 'AWAITING_APPROVAL',
      paymentId: null,
      confirmedAt: null,
      holdExpiresAt: later(120).toISOString(),
    });
    expect(eventNames(decision)).toEqual(['registration.approval-requested']);
    expect(outcomeOf(decision.state, 'NOT_TRIED')).toEqual({ registration: decision.state, deferred: null });
  });

  it('keeps the terms of the time when the seat was held', () => {
    const { state } = decideRequest(workshop, request, monday, noHolds);
    expect(state.approvalTerms).toEqual({ hours: 72, lectureEndsAt: workshop.lastSessionEndsAt });
    expect(decideRequest(algorithms, request, monday, noHolds).state.approvalTerms).toBeNull();
  });

  it('can be decided at most until the first session begins, or until the lecture closes if it has begun', () => {
    expect(deadlineIn(72, firstSession.toISOString(), later(-60, firstSession))).toBe(firstSession.toISOString());
    const { state } = decideRequest({ ...openDay, approvalRequired: true }, request, later(1, firstSession), noHolds);
    expect(state.holdExpiresAt).toBe(openDay.lastSessionEndsAt);
  });
});

describe('an acceptance', () => {
  it('confirms the registration and names who decided', () => {
    const decision = accept();
    expect(decision.state).toMatchObject({
      status: 'CONFIRMED',
      holdExpiresAt: null,
      confirmedAt: later(60).toISOString(),
      approval: { accepted: true, decidedBy: drPark, decidedAt: later(60).toISOString(), note: null },
    });
    expect(decision.events).toMatchObject([{ name: 'registration.confirmed', actor: drPark }]);
    expect(decision.audit).toMatchObject({ by: drPark, what: 'ACCEPTED', note: null, studentId: cast.mina.sub });
  });

  it('changes nothing when it is repeated', () => {
    expect(accept(accepted)).toEqual({ state: accepted, events: [] });
  });

  it('is possible although registration has closed and the capacity was lowered, because the seat is held', () => {
    const full = { ...workshop, capacity: 1, closesAt: later(1).toISOString() };
    expect(accept(awaitingApproval, full).state.status).toBe('CONFIRMED');
  });
});

describe('a rejection', () => {
  it('cancels the registration with its reason', () => {
    const decision = reject();
    expect(decision.state).toMatchObject({
      status: 'CANCELED',
      cancelReason: 'INSTRUCTOR',
      cancelNote: 'Members only.',
      approval: { accepted: false, decidedBy: drPark, note: 'Members only.' },
    });
    expect(decision.events).toMatchObject([{ name: 'registration.canceled', actor: drPark }]);
    expect(decision.audit).toMatchObject({ what: 'REJECTED', note: 'Members only.' });
  });

  it('changes nothing when it is repeated, and is no removal', () => {
    expect(reject(rejected)).toEqual({ state: rejected, events: [] });
    expect(rejectionOf(() => decideRemove(rejected, { by: drPark, note: 'Again.' }, later(61)))).toBe('NOT_CONFIRMED');
  });
});

describe('a decision on a registration that does not await approval', () => {
  it.each(Object.entries({ held, confirmed, ...final }))('is rejected (%s)', (_, state) => {
    for (const decide of [accept, reject]) expect(rejectionOf(() => decide(state))).toBe('NOT_AWAITING_APPROVAL');
  });

  it('stores an end that was due first: the deadline, the close or the cancellation of the lecture', () => {
    const overdue = new Date(awaitingApproval.holdExpiresAt!);
    for (const decide of [accept, reject]) {
      const late = decide(awaitingApproval, workshop, later(5, overdue));
      expect(late.state).toMatchObject({ status: 'EXPIRED', endedAt: overdue.toISOString() });
      expect(late.rejection).toMatchObject({ extensions: { registrationStatus: 'EXPIRED' } });
      expect(decide(awaitingApproval, { ...workshop, status: 'CLOSED' }).state.status).toBe('EXPIRED');
      const canceled = decide(awaitingApproval, { ...workshop, status: 'CANCELED' });
      expect(canceled.state).toMatchObject({ status: 'CANCELED', cancelReason: 'LECTURE_CANCELED' });
      expect(canceled.rejection?.code).toBe('NOT_AWAITING_APPROVAL');
    }
  });
});

describe('a registration that awaits approval', () => {
  const overdue = new Date(awaitingApproval.holdExpiresAt!);

  it('is canceled by the student at any time, also after the first session has begun', () => {
    const state = { ...awaitingApproval, holdExpiresAt: later(60, firstSession).toISOString() };
    const decision = decideStudentCancel(state, workshop, later(1, firstSession), { hours: 72 });
    expect(decision.state).toMatchObject({ status: 'CANCELED', cancelReason: 'STUDENT' });
  });

  it('expires at its own deadline, however late the job runs', () => {
    expect(decideExpire(awaitingApproval, later(-1, overdue))).toEqual({ state: awaitingApproval, events: [] });
    const decision = decideExpire(awaitingApproval, later(60, overdue));
    expect(decision.state).toMatchObject({ status: 'EXPIRED', endedAt: overdue.toISOString(), holdExpiresAt: null });
    expect(presentAt(awaitingApproval, later(60, overdue))).toEqual(decision.state);
    expect(rejectionOf(() => outcomeOf(decision.state, 'TIMEOUT'))).toBe('REGISTRATION_OVER');
  });

  it('expires when the lecture closes', () => {
    expect(decideLectureClosed(awaitingApproval, later(5)).state.status).toBe('EXPIRED');
  });
});
