import { describe, expect, it } from '@jest/globals';
import { cast, eventually, minutes } from '#testing';
import { NotificationOffice } from './notification-office.js';
import { algorithms, canceled, confirmed, refunded, requested } from './states.js';

describe('a student', () => {
  const office = NotificationOffice.forTheseTests();

  it('is told once, in Korean, that the registration is confirmed, and not of the wait that it has overtaken', async () => {
    await office.knowsThePeople();
    const { id } = requested();
    await office.hears({ name: 'registration.requested', subject: id, sequence: 1, data: requested() });
    await office.hears({ name: 'registration.confirmed', subject: id, sequence: 2, data: confirmed() });
    await office.eventuallyTold(['confirmed']);
    office.clock.step(minutes(5));
    await eventually(async () => expect(await office.figure('sugang_notifications_pending')).toBe(0));
    expect(await office.figure('sugang_notifications_total')).toBe(1);
    expect(await office.told()).toEqual([
      {
        id: expect.any(String),
        channel: 'log',
        template: 'confirmed',
        title: '[수강] 수강 등록이 확정되었습니다',
        body: 'Mina님, “Algorithms 101” 강의의 수강 등록이 확정되었습니다. 첫 수업은 2027년 3월 2일 10:00입니다.',
        sentAt: expect.any(String),
        registrationId: id,
      },
    ]);
  });

  it('who cancels is told so, and of the refund once it is there', async () => {
    const { id } = canceled();
    await office.hears({ name: 'registration.canceled', subject: id, sequence: 3, data: canceled() });
    await office.eventuallyTold(['confirmed', 'canceled-by-student']);
    await office.hears({ name: 'payment.canceled', subject: refunded().id, sequence: 3, data: refunded() });
    await office.eventuallyTold(['confirmed', 'canceled-by-student', 'refunded']);
    expect((await office.told())[0]?.body).toBe('Mina님, “Algorithms 101” 강의의 결제 49,000원이 환불되었습니다.');
  });

  it('hears nothing of a payment that was voided before any money moved', async () => {
    const voided = { ...refunded(7), completedAt: null, cancelRequestedAt: null };
    await office.hears({ name: 'payment.canceled', subject: voided.id, sequence: 1, data: voided });
    const last = { ...confirmed(8), studentId: cast.joon.sub };
    await office.hears({ name: 'registration.confirmed', subject: last.id, sequence: 2, data: last });
    await office.eventuallyTold(['confirmed'], 'joon');
    await office.eventuallyTold(['confirmed', 'canceled-by-student', 'refunded']);
  });

  it('is told in English where that is the language of the account', async () => {
    expect(await office.told('joon')).toMatchObject([
      {
        title: 'Sugang: your registration is confirmed',
        body: 'Joon, your registration for “Algorithms 101” is confirmed. It begins on 2 March 2027, 10:00 (Korean time).',
      },
    ]);
  });

  it('is told that a payment is awaited only when it stays so', async () => {
    const waiting = { ...requested(9), studentId: cast.joon.sub, holdExpiresAt: '2027-02-22T00:30:00.000Z' };
    await office.hears({ name: 'registration.requested', subject: waiting.id, sequence: 1, data: waiting });
    await office.hasHeardEverything();
    await office.eventuallyTold(['confirmed'], 'joon');
    office.clock.step(3_000);
    await office.eventuallyTold(['confirmed', 'payment-awaited'], 'joon');
  });
});

describe('those registered for a lecture', () => {
  const office = NotificationOffice.forTheseTests();
  const moved = {
    ...algorithms,
    sessions: [{ ...algorithms.sessions[0]!, place: 'Room 512' }],
    updatedAt: '2027-02-22T00:05:00.000Z',
    version: 3,
  };
  const hears = (data: typeof algorithms) =>
    office.hears({ name: 'lecture.changed', subject: data.id, sequence: data.version, data });

  it('are told when a time or a place has changed, but not of its capacity', async () => {
    await office.knowsThePeople();
    await office.hears({ name: 'registration.confirmed', subject: confirmed(1).id, sequence: 2, data: confirmed(1) });
    const joons = { ...canceled(2), studentId: cast.joon.sub };
    await office.hears({ name: 'registration.canceled', subject: joons.id, sequence: 3, data: joons });
    await office.eventuallyTold(['confirmed']);
    await hears({ ...algorithms, capacity: 40, version: 2 });
    await hears(moved);
    await office.hasHeardEverything();
    office.clock.step(3_000);
    await office.eventuallyTold(['confirmed', 'lecture-changed']);
    await office.eventuallyTold(['canceled-by-student'], 'joon');
    await hears({ ...moved, capacity: 50, version: 4 });
    await office.hasHeardEverything();
    office.clock.step(3_000);
    const after = { ...confirmed(3), studentId: cast.joon.sub, requestedAt: '2027-02-22T00:05:00.001Z' };
    await office.hears({ name: 'registration.confirmed', subject: after.id, sequence: 2, data: after });
    await office.eventuallyTold(['canceled-by-student', 'confirmed'], 'joon');
    await office.eventuallyTold(['confirmed', 'lecture-changed']);
  });

  it('are told of the last change, too, where the news of their registration come after its announcement', async () => {
    const late = { ...confirmed(4), studentId: cast.joon.sub };
    await office.hears({ name: 'registration.confirmed', subject: late.id, sequence: 2, data: late });
    await office.eventuallyTold(['canceled-by-student', 'confirmed', 'confirmed', 'lecture-changed'], 'joon');
  });
});
