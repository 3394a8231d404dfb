import { expect, it } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { LectureState, Registration } from '#contracts';
import { idOf, seconds } from '#testing';
import { joonId, onEveryStore } from '../../test/notification-store-fixture.js';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { announceChange, applyLectureState, lectureChangeNotification } from '../domain/lecture-change.js';
import { UpdateRegistrationCopy, UpdateRegistrationCopyHandler } from '../use-cases/update-registration-copy.js';

const changed = (version = 2, changes: Partial<LectureState> = {}): LectureState => ({
  ...algorithms,
  description: `Text ${version}.`,
  updatedAt: '2027-02-22T01:00:00.000Z',
  version,
  ...changes,
});

onEveryStore('the announcement of a changed lecture', (fixture) => {
  const announce = (change = changed(), at = monday) =>
    fixture.lectures.announce(change.id, (copy) => announceChange(copy, change, change.version), at);
  const advance = (limit = 10) =>
    fixture.lectures.advanceAnnouncement(algorithms.id, limit, (lecture, registration) =>
      lectureChangeNotification(lecture, registration, monday),
    );
  const notified = async (sequence = 2) =>
    (
      await fixture.rows<{ registration_id: string }>(
        `SELECT registration_id FROM notification WHERE channel = 'log' AND sequence = ${sequence} ORDER BY registration_id`,
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

  it('reaches every registered student in batches, and no other student', async () => {
    await fixture.saveCopies();
    for (const n of [1, 2, 3, 4, 5]) await fixture.saveRegistration(confirmed(n));
    await fixture.saveRegistration(canceled(6));
    await fixture.saveRegistration({ ...confirmed(7), lectureId: idOf(102) });
    await announce();
    expect(await fixture.lectures.dueAnnouncements(monday, 10)).toEqual([algorithms.id]);
    expect(await advance(2)).toBe('more');
    expect(await notified()).toEqual(ids(1, 2));
    expect([await advance(2), await advance(2), await advance(2)]).toEqual(['more', 'more', 'done']);
    expect(await notified()).toEqual(ids(1, 2, 3, 4, 5));
    expect(await fixture.lectures.dueAnnouncements(monday, 10)).toEqual([]);
    expect(await advance()).toBe('done');
  });

  it('is not due before its time', async () => {
    await fixture.saveCopies();
    await announce(changed(), new Date(monday.getTime() + seconds(3)));
    expect(await fixture.lectures.dueAnnouncements(monday, 10)).toEqual([]);
    expect(await fixture.lectures.dueAnnouncements(new Date(monday.getTime() + seconds(3)), 10)).toEqual([
      algorithms.id,
    ]);
  });

  it('restarts with a newer change, and notifies each registration once per change', async () => {
    await fixture.saveCopies();
    for (const n of [1, 2, 3]) await fixture.saveRegistration(confirmed(n));
    await announce();
    await advance(2);
    await announce(changed(3));
    await advance();
    expect([await notified(2), await notified(3)]).toEqual([ids(1, 2), ids(1, 2, 3)]);
  });

  it('notifies each registration once when several replicas advance it concurrently', async () => {
    await fixture.saveCopies();
    for (let n = 1; n <= 30; n += 1)
      await fixture.saveRegistration({ ...confirmed(n), studentId: n % 2 ? joonId : `s${n}` });
    await announce();
    while ((await Promise.all([advance(4), advance(4), advance(4)])).includes('more')) expect(true).toBe(true);
    expect(await notified()).toHaveLength(30);
  });

  it('reaches, once, a registration whose first event arrives after it has passed', async () => {
    await fixture.saveCopies();
    for (const n of [2, 4, 5]) await receive(confirmed(n));
    await announce();
    await advance(2);
    await receive(confirmed(1));
    await advance();
    await receive(confirmed(6));
    expect(await notified()).toEqual(ids(1, 2, 4, 5, 6));
    await receive({ ...confirmed(6), version: 3 });
    expect(await notified()).toEqual(ids(1, 2, 4, 5, 6));
  });

  it('reaches a registration whose first event arrives while it is running', async () => {
    await fixture.saveCopies();
    await receive(confirmed(1));
    // Bound here, so that it does not join the transaction below.
    const announceAll = AsyncResource.bind(() => announce().then(() => advance()));
    let running: Promise<unknown> = Promise.resolve();
    await receive(confirmed(2), () => {
      running = announceAll();
      return Promise.race([running.then(() => undefined), setTimeout(300)]);
    });
    await running;
    expect(await notified()).toEqual(ids(1, 2));
  });

  it('does not reach a late registration that has ended, was made after the change, or arrives by a resync', async () => {
    await fixture.saveCopies();
    await announce();
    await advance();
    await receive(canceled(1));
    await receive({ ...confirmed(2), requestedAt: '2027-02-22T01:00:00.001Z' });
    await receive(confirmed(3), undefined, true);
    expect(await notified()).toEqual([]);
  });

  it('does not take place if the change is undone before the announcement begins', async () => {
    await fixture.saveCopies();
    await receive(confirmed(1));
    await announce();
    await receive(confirmed(2));
    await announce(changed(3, { description: algorithms.description }));
    expect(await fixture.lectures.dueAnnouncements(monday, 10)).toEqual([]);
    expect(await advance()).toBe('done');
    await receive(confirmed(3));
    expect([await notified(2), await notified(3)]).toEqual([[], []]);
  });

  it('reaches the students whom an interrupted one has not reached', async () => {
    await fixture.saveCopies();
    for (const n of [1, 2, 3]) await fixture.saveRegistration(confirmed(n));
    await announce();
    await advance(2);
    await announce(changed(3));
    await announce(changed(4, { description: 'Text 2.' }));
    await advance();
    expect([await notified(2), await notified(4)]).toEqual([ids(1, 2), ids(1, 2, 3)]);
  });

  it('stops when the lecture ends', async () => {
    await fixture.saveCopies();
    await announce();
    const ended = { ...changed(3), status: 'CANCELED' as const };
    await fixture.lectures.change(ended.id, (known) => applyLectureState(known, ended, 3, false));
    expect(await advance(1)).toBe('done');
    expect(await fixture.lectures.dueAnnouncements(monday, 10)).toEqual([]);
  });
});

onEveryStore('the copies of lectures and registrations', (fixture) => {
  it('have the latest state, whatever the order and number of deliveries', async () => {
    const life = [confirmed(1), canceled(1), confirmed(1)];
    await Promise.all([...life, ...life].map((each) => fixture.saveRegistration(each)));
    expect(await fixture.registrations.find(confirmed(1).id)).toMatchObject({ status: 'CANCELED', sequence: 3 });
    await Promise.all(
      [1, 3, 2].map((version) =>
        fixture.lectures.change(algorithms.id, (known) =>
          applyLectureState(known, changed(version), version, version > 1),
        ),
      ),
    );
    expect(await fixture.rows('SELECT sequence FROM lecture_copy')).toEqual([{ sequence: 3 }]);
  });

  it('do not contain a registration without events', async () => {
    expect(await fixture.registrations.find(idOf(404))).toBeUndefined();
  });
});
