import { describe, expect, it } from '@jest/globals';
import type { Registration } from '#contracts';
import { cast } from '#testing';
import { algorithms, confirmed, monday } from '../../test/states.js';
import { approvalNotifications } from './approval-notification.js';
import { applyLectureState } from './lecture-change.js';
import { registrationCopy, registrationNotification } from './registration-notification.js';

const lecture = applyLectureState(undefined, algorithms, 1, false)!;
const decideBy = '2027-03-01T00:00:00.000Z';
const approval = { requestedAt: decideBy, decidedAt: null, decidedBy: null, accepted: null, note: null };
const cancelRequest = {
  ...{ number: 1, requestedAt: decideBy, decideBy, note: 'I have moved.' },
  ...{ refund: confirmed().fee, refusedAt: null, refusalNote: null },
};
const waiting: Registration = { ...confirmed(), status: 'AWAITING_APPROVAL', holdExpiresAt: decideBy, approval };
const requested: Registration = { ...confirmed(), cancelRequest, version: 3 };
const refused = { ...requested, cancelRequest: { ...cancelRequest, refusedAt: decideBy, refusalNote: 'Ordered.' } };
const copies = { registration: undefined, lecture };
const notify = (name: Parameters<typeof approvalNotifications>[0], state: Registration, sequence = state.version) =>
  approvalNotifications(name, state, sequence, copies, monday);
const toStudent = (name: Parameters<typeof registrationNotification>[0], state: Registration) =>
  registrationNotification(name, state, 9, undefined, monday, 0)?.template;

describe('a message about an approval', () => {
  it('asks the staff to decide until the deadline, and informs the student', () => {
    expect(notify('registration.approval-requested', waiting)).toMatchObject([
      {
        template: 'approval-needed',
        recipientId: cast.drPark.sub,
        facts: { decideBy },
        sendBefore: new Date(decideBy),
      },
    ]);
    expect(toStudent('registration.approval-requested', waiting)).toBe('approval-requested');
  });

  it('distinguishes rejected, removed and expired registrations', () => {
    const canceled = { ...confirmed(), status: 'CANCELED', cancelReason: 'INSTRUCTOR' };
    const rejected = { ...canceled, approval: { ...approval, accepted: false } };
    expect([
      toStudent('registration.canceled', rejected),
      toStudent('registration.canceled', canceled),
      toStudent('registration.expired', { ...waiting, status: 'EXPIRED' }),
      toStudent('registration.expired', { ...confirmed(), status: 'EXPIRED' }),
    ]).toEqual(['rejected', 'removed', 'approval-expired', 'expired']);
  });
});

describe('a message about a request to cancel', () => {
  it('asks the staff to decide, once per request although other changes publish it again', () => {
    const [first] = notify('registration.changed', requested);
    expect(first).toMatchObject({
      about: 'cancel-request',
      sequence: 1,
      template: 'cancellation-requested',
      recipientId: cast.drPark.sub,
      facts: { decideBy, note: 'I have moved.' },
    });
    expect(notify('registration.changed', { ...requested, version: 4 })).toEqual([first]);
  });

  it('informs the student of a refusal and its reason', () => {
    expect(notify('registration.changed', refused)).toMatchObject([
      {
        about: 'cancel-refusal',
        sequence: 1,
        template: 'cancel-refused',
        recipientId: refused.studentId,
        facts: { note: 'Ordered.' },
      },
    ]);
  });

  it('is not created for a state that a later one has replaced, or for other changes', () => {
    const newer = { lecture, registration: registrationCopy(refused, 9) };
    expect(approvalNotifications('registration.changed', requested, 3, newer, monday)).toEqual([]);
    expect(notify('registration.changed', confirmed())).toEqual([]);
    expect(notify('registration.canceled', { ...requested, status: 'CANCELED' })).toEqual([]);
  });
});
