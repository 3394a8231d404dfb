import { describe, expect, it } from '@jest/globals';
import { cast, eventually, idOf } from '#testing';
import { RunningNotification } from './running-notification.js';
import { account, algorithms, confirmed } from './states.js';

describe('the notification of an instructor', () => {
  const notification = RunningNotification.forTheseTests({ SUGANG_SMS_URL: 'http://127.0.0.1:9/' });
  const small = { ...algorithms, capacity: 3, version: 2 };
  const canceled = { ...small, status: 'CANCELED' as const, cancelNote: 'Dr. Park is ill.', version: 4 };
  const list = async (who: 'drPark' | 'mina' = 'drPark') => notification.call('GET', '/notifications', undefined, who);
  const templates = async () => (await list()).body.items.map(({ template }: { template: string }) => template);
  const place = (no: number) => ({ no, fee: algorithms.fee, seat: null, participant: null, canceledAt: null });
  const confirm = (n: number, more: object = {}) =>
    notification.publish({
      name: 'registration.confirmed',
      subject: confirmed(n).id,
      sequence: 2,
      data: { ...confirmed(n), studentId: n % 2 ? cast.mina.sub : cast.joon.sub, ...more },
    });
  const cancelWithLecture = (n: number) =>
    notification.publish({
      name: 'registration.canceled',
      subject: confirmed(n).id,
      sequence: 3,
      data: { ...confirmed(n), status: 'CANCELED', cancelReason: 'LECTURE_CANCELED', version: 3 },
    });

  it('is sent once when the last place is taken, despite restarts, and again for another capacity', async () => {
    const park = account('drPark', { locale: 'en' });
    await notification.publish({ name: 'account.signed-up', subject: park.id, sequence: 1, data: park });
    await notification.publishPeopleAndLecture();
    await notification.publish({ name: 'lecture.changed', subject: small.id, sequence: 2, data: small });
    await confirm(1);
    await confirm(2, { places: [place(1), place(2)] });
    await notification.hasConsumedEverything();
    await notification.restart();
    await eventually(async () => expect(await templates()).toEqual(['lecture-full']), { within: 30_000 });
    await notification.restart();
    const larger = { ...small, capacity: 4, version: 3 };
    await notification.publish({ name: 'lecture.changed', subject: small.id, sequence: 3, data: larger });
    await confirm(3);
    await eventually(async () => expect(await templates()).toEqual(['lecture-full', 'lecture-full']), {
      within: 30_000,
    });
    const { body } = await list();
    expect(body).toMatchObject({ unread: 2, next: null });
    expect(body.items.map((each: { body: string }) => each.body.match(/capacity: \d/)?.[0])).toEqual([
      'capacity: 4',
      'capacity: 3',
    ]);
    expect(body.items[0]).toMatchObject({
      channel: 'log',
      lectureId: algorithms.id,
      registrationId: null,
      readAt: null,
    });
  });

  it('is sent once the registrations of a canceled lecture have ended, with their number and the reason', async () => {
    await notification.publish({ name: 'lecture.canceled', subject: canceled.id, sequence: 4, data: canceled });
    await cancelWithLecture(1);
    await cancelWithLecture(2);
    await notification.hasConsumedEverything();
    expect(await templates()).not.toContain('lecture-canceled');
    await cancelWithLecture(3);
    await eventually(async () => {
      notification.clock.step(1_000);
      expect(await templates()).toContain('lecture-canceled');
    });
    expect((await list()).body.items[0]).toMatchObject({
      template: 'lecture-canceled',
      body: expect.stringMatching(/Reason given: “Dr\. Park is ill”\. .*canceled with it: 3\./),
    });
  });

  it('is read by its instructor only, apart from the messages of students', async () => {
    expect((await list('mina')).status).toBe(403);
    expect((await notification.call('GET', '/notifications', undefined, null)).status).toBe(401);
    expect((await notification.call('PUT', '/notifications/read', {}, 'drPark')).body).toEqual({ unread: 0 });
    expect((await notification.messages()).map(({ template }) => template)).not.toContain('lecture-full');
    expect((await notification.call('GET', '/mypage/notifications')).body.unread).toBeGreaterThan(0);
  });

  it('follows the preferences of the instructor', async () => {
    const choose = (body: unknown) => notification.call('PUT', '/notifications/preferences', body, 'drPark');
    expect((await choose({ channels: ['sms'] })).body.errors[0].pointer).toBe('/phone');
    expect(await choose({ channels: [] })).toMatchObject({ status: 200, body: { channels: [] } });
    expect((await notification.call('GET', '/notifications/preferences', undefined, 'drPark')).body).toEqual({
      channels: [],
    });
    const before = (await templates()).length;
    const other = { ...canceled, id: idOf(102), version: 2 };
    await notification.publish({ name: 'lecture.canceled', subject: other.id, sequence: 2, data: other });
    await notification.hasConsumedEverything();
    await choose({ channels: ['log'] });
    const last = { ...canceled, id: idOf(103), version: 2 };
    await notification.publish({ name: 'lecture.canceled', subject: last.id, sequence: 2, data: last });
    await eventually(async () => expect(await templates()).toHaveLength(before + 1));
    expect((await list()).body.items[0].lectureId).toBe(last.id);
  });

  it('offers every account the list of the channels of this site', async () => {
    for (const who of ['mina', 'drPark'] as const)
      expect((await notification.call('GET', '/notifications/channels', undefined, who)).body).toEqual({
        items: [
          { channel: 'log', needs: null },
          { channel: 'sms', needs: 'phone' },
        ],
      });
    expect((await notification.call('GET', '/notifications/channels', undefined, null)).status).toBe(401);
  });
});
