import { describe, expect, it } from '@jest/globals';
import { at, EARLIER, JUST_NOW, LATER, MINA, REGISTRATION } from '../../test/cast.js';
import { notificationsAreSentOnce } from './notifications-are-sent-once.js';
import { notificationsComeToAnEnd } from './notifications-come-to-an-end.js';
import type { Notification } from './things.js';

const told = (changes: Partial<Notification> = {}): Notification => ({
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

describe('a notification', () => {
  it('is there once', () => {
    expect(notificationsAreSentOnce.broken(told(), at)).toEqual([]);
    expect(notificationsAreSentOnce.broken(told({ copies: 2 }), at)).toEqual([
      `student ${MINA} is told of registration ${REGISTRATION} (sequence 2) by email 2 times`,
    ]);
  });

  it('is sent, or no longer wanted, or has its time still', () => {
    for (const status of ['SENT', 'OVERTAKEN', 'UNWANTED'] as const)
      expect(notificationsComeToAnEnd.broken(told({ status }), at)).toEqual([]);
    for (const dueAt of [LATER, JUST_NOW])
      expect(notificationsComeToAnEnd.broken(told({ status: 'PENDING', dueAt }), at)).toEqual([]);
  });

  it('is broken when it is forgotten or parked', () => {
    const broken = (changes: Partial<Notification>) => notificationsComeToAnEnd.broken(told(changes), at);
    expect(broken({ status: 'SENDING', dueAt: EARLIER })).toEqual([
      `notification n-1 by email is SENDING, and was due at ${EARLIER}`,
    ]);
    expect(broken({ status: 'PENDING', dueAt: null })).toEqual(['notification n-1 by email is PENDING, and never due']);
    expect(broken({ status: 'PARKED', reason: 'no such address' })).toEqual([
      'notification n-1 by email is parked: no such address',
    ]);
  });
});
