import { describe, expect, it } from '@jest/globals';
import { cast, eventually, minutes } from '#testing';
import { RunningNotification } from './running-notification.js';
import { algorithms, canceled, confirmed, refunded, requested } from './states.js';

describe('the notification of a student', () => {
  const notification = RunningNotification.forTheseTests();

  it('is sent once, in Korean, for a confirmed registration, and not for the awaited payment before it', async () => {
    await notification.publishPeopleAndLecture();
    const { id } = requested();
    await notification.publish({ name: 'registration.requested', subject: id, sequence: 1, data: requested() });
    await notification.publish({ name: 'registration.confirmed', subject: id, sequence: 2, data: confirmed() });
    await notification.eventuallyReceived(['confirmed']);
    notification.clock.step(minutes(5));
    await eventually(async () => expect(await notification.metric('sugang_notifications_pending')).toBe(0));
    expect(await notification.metric('sugang_notifications_total')).toBe(1);
    expect(await notification.messages()).toEqual([
      {
        id: expect.any(String),
        channel: 'log',
        template: 'confirmed',
        title: '[수강] 수강 신청이 확정되었습니다',
        body: 'Mina님, “Algorithms 101” 강의의 수강 신청이 확정되었습니다. 첫 수업은 2027년 3월 2일 10:00입니다.',
        sentAt: expect.any(String),
        readAt: null,
        registrationId: id,
      },
    ]);
  });

  it('is sent for a cancellation, and for the refund once it is done', async () => {
    const { id } = canceled();
    await notification.publish({ name: 'registration.canceled', subject: id, sequence: 3, data: canceled() });
    await notification.eventuallyReceived(['confirmed', 'canceled-by-student']);
    await notification.publish({ name: 'payment.canceled', subject: refunded().id, sequence: 3, data: refunded() });
    await notification.eventuallyReceived(['confirmed', 'canceled-by-student', 'refunded']);
    expect((await notification.messages())[0]?.body).toBe(
      'Mina님, “Algorithms 101” 강의의 결제 금액 49,000원이 환불되었습니다.',
    );
  });

  it('is unread until the student marks it, and only that student can', async () => {
    const read = (ids?: string[], who: 'mina' | 'joon' = 'mina') =>
      notification.call('PUT', '/mypage/notifications/read', ids ? { ids } : {}, who);
    const [newest, ...older] = await notification.messages();
    const unread = async () => (await notification.call('GET', '/mypage/notifications?limit=1')).body.unread;
    expect(await unread()).toBe(3);
    expect((await read([newest!.id], 'joon')).body).toEqual({ unread: 0 });
    expect(await unread()).toBe(3);
    expect(await read([newest!.id, newest!.id])).toMatchObject({ status: 200, body: { unread: 2 } });
    const [first] = await notification.messages();
    expect(first!.readAt).toEqual(expect.any(String));
    notification.clock.step(1_000);
    expect((await read()).body).toEqual({ unread: 0 });
    expect((await notification.messages())[0]).toEqual(first);
    expect(older.map(({ readAt }) => readAt)).toEqual([null, null]);
    expect((await read([])).body.code).toBe('INVALID_REQUEST');
    expect((await notification.call('PUT', '/mypage/notifications/read', {}, 'drPark')).status).toBe(403);
  });

  it('is not sent for a payment that was voided before any money was captured', async () => {
    const voided = { ...refunded(7), completedAt: null, cancelRequestedAt: null };
    await notification.publish({ name: 'payment.canceled', subject: voided.id, sequence: 1, data: voided });
    const last = { ...confirmed(8), studentId: cast.joon.sub };
    await notification.publish({ name: 'registration.confirmed', subject: last.id, sequence: 2, data: last });
    await notification.eventuallyReceived(['confirmed'], 'joon');
    await notification.eventuallyReceived(['confirmed', 'canceled-by-student', 'refunded']);
  });

  it('is in English if that is the language of the account', async () => {
    expect(await notification.messages('joon')).toMatchObject([
      {
        title: 'Sugang: your registration is confirmed',
        body: 'Joon, your registration for “Algorithms 101” is confirmed. The first session is on 2 March 2027, 10:00 (Korean time).',
      },
    ]);
  });

  it('is sent for an awaited payment only after the grace period', async () => {
    const waiting = { ...requested(9), studentId: cast.joon.sub, holdExpiresAt: '2027-02-22T00:30:00.000Z' };
    await notification.publish({ name: 'registration.requested', subject: waiting.id, sequence: 1, data: waiting });
    await notification.hasConsumedEverything();
    await notification.eventuallyReceived(['confirmed'], 'joon');
    notification.clock.step(3_000);
    await notification.eventuallyReceived(['confirmed', 'payment-awaited'], 'joon');
  });
});

describe('the notification of students registered for a lecture', () => {
  const notification = RunningNotification.forTheseTests();
  const moved = {
    ...algorithms,
    sessions: [{ ...algorithms.sessions[0]!, place: 'Room 512' }],
    updatedAt: '2027-02-22T00:05:00.000Z',
    version: 3,
  };
  const next = { startsAt: '2027-03-09T02:00:00.000Z', endsAt: '2027-03-09T04:00:00.000Z', place: 'Room 513' };
  const prolonged = { ...moved, sessions: [...moved.sessions, next] };
  const publishChange = (data: typeof algorithms) =>
    notification.publish({ name: 'lecture.changed', subject: data.id, sequence: data.version, data });

  it('is sent when a time or place changes, but not when the capacity changes', async () => {
    await notification.publishPeopleAndLecture();
    await notification.publish({
      name: 'registration.confirmed',
      subject: confirmed(1).id,
      sequence: 2,
      data: confirmed(1),
    });
    const joons = { ...canceled(2), studentId: cast.joon.sub };
    await notification.publish({ name: 'registration.canceled', subject: joons.id, sequence: 3, data: joons });
    await notification.eventuallyReceived(['confirmed']);
    await publishChange({ ...algorithms, capacity: 40, version: 2 });
    await publishChange(moved);
    await notification.hasConsumedEverything();
    notification.clock.step(3_000);
    await notification.eventuallyReceived(['confirmed', 'lecture-changed']);
    await notification.eventuallyReceived(['canceled-by-student'], 'joon');
    await publishChange({ ...moved, capacity: 50, version: 4 });
    await notification.hasConsumedEverything();
    notification.clock.step(3_000);
    const after = { ...confirmed(3), studentId: cast.joon.sub, requestedAt: '2027-02-22T00:05:00.001Z' };
    await notification.publish({ name: 'registration.confirmed', subject: after.id, sequence: 2, data: after });
    await notification.eventuallyReceived(['canceled-by-student', 'confirmed'], 'joon');
    await notification.eventuallyReceived(['confirmed', 'lecture-changed']);
  });

  it('contains the next session once the first one has begun', async () => {
    notification.clock.moveTo('2027-03-02T05:00:00.000Z');
    await publishChange({ ...prolonged, version: 5 });
    await notification.hasConsumedEverything();
    notification.clock.step(3_000);
    await notification.eventuallyReceived(['confirmed', 'lecture-changed', 'lecture-changed']);
    expect((await notification.messages())[0]?.body).toContain('다음 수업은 2027년 3월 9일 11:00입니다.');
  });

  it('is sent for the last change, even if the event of the registration arrives after the announcement', async () => {
    const late = { ...confirmed(4), studentId: cast.joon.sub };
    await notification.publish({ name: 'registration.confirmed', subject: late.id, sequence: 2, data: late });
    await notification.eventuallyReceived(['canceled-by-student', 'confirmed', 'confirmed', 'lecture-changed'], 'joon');
  });
});
