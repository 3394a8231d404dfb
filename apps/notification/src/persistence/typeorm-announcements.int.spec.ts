import { expect, it } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Announcement, Registration } from '#contracts';
import { cast, idOf, minutes } from '#testing';
import { onEveryStore } from '../../test/notification-store-fixture.js';
import { algorithms, canceled, confirmed, monday, requested } from '../../test/states.js';
import { announcementNotification } from '../domain/registration-notification.js';
import { UpdateRegistrationCopy, UpdateRegistrationCopyHandler } from '../use-cases/update-registration-copy.js';

const laptop: Announcement = {
  id: idOf(9_001),
  lectureId: algorithms.id,
  title: 'Bring a laptop',
  body: 'We will sort real data.',
  by: cast.drPark.sub,
  at: new Date(monday.getTime() + minutes(5)).toISOString(),
};

onEveryStore('a message to the students of a lecture', (fixture) => {
  const deliver = (limit = 10) =>
    fixture.announcements.deliver(laptop.id, limit, (announcement, registration) =>
      announcementNotification(announcement, registration, monday),
    );
  const notified = async () =>
    (
      await fixture.rows<{ registration_id: string }>(
        `SELECT registration_id FROM notification WHERE channel = 'log' AND template = 'announcement' ORDER BY registration_id`,
      )
    ).map((row) => row.registration_id);
  /** Handles an event of the registration in a transaction that ends after `work`. */
  const receive = (registration: Registration, work = (): Promise<void> => Promise.resolve(), isResync = false) =>
    fixture.database.transaction(async () => {
      const { registrations, lectures, notifications, announcements, enrollments, clock } = fixture;
      const handler = new UpdateRegistrationCopyHandler(
        registrations,
        lectures,
        notifications,
        announcements,
        enrollments,
        clock,
      );
      await handler.execute(new UpdateRegistrationCopy(registration, registration.version, isResync));
      await work();
    });
  const ids = (...numbers: number[]) => numbers.map((n) => idOf(1_000 + n));

  it('reaches every confirmed student once, in batches, and no other student', async () => {
    await fixture.saveCopies();
    for (const n of [1, 2, 3]) await fixture.saveRegistration(confirmed(n));
    await fixture.saveRegistration(requested(4));
    await fixture.saveRegistration(canceled(5));
    await fixture.saveRegistration({ ...confirmed(6), lectureId: idOf(102) });
    await fixture.announcements.add(laptop);
    await fixture.announcements.add(laptop);
    expect(await fixture.announcements.undelivered(10)).toEqual([laptop.id]);
    expect(fixture.jobs.woken).toEqual(['deliver-announcements']);
    expect([await deliver(2), await deliver(2), await deliver(2)]).toEqual(['more', 'done', 'done']);
    expect(await notified()).toEqual(ids(1, 2, 3));
    expect(await fixture.announcements.undelivered(10)).toEqual([]);
  });

  it('waits for the copy of its lecture, while messages about other lectures are delivered', async () => {
    await fixture.saveRegistration(confirmed(1));
    await fixture.announcements.add({ ...laptop, id: idOf(9_000), lectureId: idOf(102) });
    await fixture.announcements.add(laptop);
    expect(await deliver()).toBe('done');
    expect([await notified(), await fixture.announcements.undelivered(10)]).toEqual([[], []]);
    await fixture.saveCopies();
    expect(await fixture.announcements.undelivered(1)).toEqual([laptop.id]);
    await deliver();
    expect(await notified()).toEqual(ids(1));
  });

  it('reaches a student whose confirmation arrives after the delivery, but not one confirmed later', async () => {
    await fixture.saveCopies();
    await fixture.saveRegistration(requested(1));
    await fixture.announcements.add(laptop);
    expect(await deliver()).toBe('done');
    const confirmedAt = new Date(Date.parse(laptop.at) + 1).toISOString();
    await receive(confirmed(1));
    await receive({ ...confirmed(2), confirmedAt });
    await receive(confirmed(3), undefined, true);
    await receive({ ...canceled(1), version: 4 });
    expect(await notified()).toEqual(ids(1));
  });

  it('reaches a student whose confirmation is being stored during the delivery', async () => {
    await fixture.saveCopies();
    await receive(confirmed(1));
    // Bound here, so that it does not join the transaction below.
    const announceAll = AsyncResource.bind(() => fixture.announcements.add(laptop).then(() => deliver()));
    let running: Promise<unknown> = Promise.resolve();
    await receive(confirmed(2), () => {
      running = announceAll();
      return Promise.race([running.then(() => undefined), setTimeout(300)]);
    });
    await running;
    expect(await notified()).toEqual(ids(1, 2));
  });

  it('is deleted with its text some time after its delivery, and not before', async () => {
    await fixture.saveCopies();
    await fixture.announcements.add(laptop);
    const later = new Date(monday.getTime() + minutes(60));
    expect(await fixture.announcements.deleteDelivered(later, 10)).toBe(0);
    await deliver();
    expect(await fixture.announcements.deleteDelivered(monday, 10)).toBe(0);
    expect(await fixture.announcements.deleteDelivered(later, 10)).toBe(1);
  });
});
