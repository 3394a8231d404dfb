import { describe, expect, it } from '@jest/globals';
import { at, EARLIER, JUST_NOW, LATER, MINA, REGISTRATION } from '../../test/cast.js';
import { notificationsAreSentOnce, notificationsFinish } from './notifications.js';
import type { Notification } from './records.js';

const notification = (changes: Partial<Notification> = {}): Notification => ({
  id: 'n-1',
  channel: 'email',
  about: 'registration',
  subject: REGISTRATION,
  sequence: 2,
  studentId: MINA,
  status: 'SENT',
  dueAt: null,
  reason: null,
  copies: 1,
  ...changes,
});

describe('notifications', () => {
  it('reports a notification that exists twice', () => {
    expect(notificationsAreSentOnce.broken(notification(), at)).toEqual([]);
    expect(notificationsAreSentOnce.broken(notification({ copies: 2 }), at)).toEqual([
      `student ${MINA} has 2 notifications of registration ${REGISTRATION} (sequence 2) by email`,
    ]);
  });

  it('accepts a notification that is finished or not yet overdue', () => {
    for (const status of ['SENT', 'OVERTAKEN', 'UNWANTED'] as const)
      expect(notificationsFinish.broken(notification({ status }), at)).toEqual([]);
    for (const dueAt of [LATER, JUST_NOW])
      expect(notificationsFinish.broken(notification({ status: 'PENDING', dueAt }), at)).toEqual([]);
  });

  it('reports a notification that is overdue, has no due time or is parked', () => {
    const broken = (changes: Partial<Notification>) => notificationsFinish.broken(notification(changes), at);
    expect(broken({ status: 'SENDING', dueAt: EARLIER })).toEqual([
      `notification n-1 by email is SENDING, and was due at ${EARLIER}`,
    ]);
    expect(broken({ status: 'PENDING', dueAt: null })).toEqual(['notification n-1 by email is PENDING, and never due']);
    expect(broken({ status: 'PARKED', reason: 'no such address' })).toEqual([
      'notification n-1 by email is parked: no such address',
    ]);
  });
});
