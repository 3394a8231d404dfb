import { expect, it } from '@jest/globals';
import { AsyncResource } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { LectureState, Registration } from '#contracts';
import { idOf, seconds } from '#testing';
import { joonId, onEveryStore } from '../../test/notification-bench.js';
import { algorithms, canceled, confirmed, monday } from '../../test/states.js';
import { announceChange, keepLecture, tellOfLectureChange } from '../domain/lecture-news.js';
import { KeepRegistration, KeepRegistrationHandler } from '../use-cases/keep-registration.js';

const changed = (version = 2, changes: Partial<LectureState> = {}): LectureState => ({
  ...algorithms,
  description: `Text ${version}.`,
  updatedAt: '2027-02-22T01:00:00.000Z',
  version,
  ...changes,
});

onEveryStore('an announcement', (bench) => {
  const announce = (news = changed(), at = monday) =>
    bench.lectures.announce(news.id, (known) => announceChange(known, news, news.version), at);
  const advance = (limit = 10) =>
    bench.announcements.advance(algorithms.id, limit, (lecture, registration) =>
      tellOfLectureChange(lecture, registration, monday),
    );
  const told = async (sequence = 2) =>
    (
      await bench.rows<{ registration_id: string }>(
        `SELECT registration_id FROM notification WHERE channel = 'log' AND sequence = ${sequence} ORDER BY registration_id`,
      )
    ).map((row) => row.registration_id);
  /** Its news come in, in a transaction that ends after `work`. */
  const newsOf = (registration: Registration, work = (): Promise<void> => Promise.resolve(), isNews = true) =>
    bench.database.transaction(async () => {
      const { registrations, lectures, notifications, clock } = bench;
      const handler = new KeepRegistrationHandler(registrations, lectures, notifications, clock);
      await handler.execute(new KeepRegistration(registration, registration.version, isNews));
      await work();
    });
  const ids = (...numbers: number[]) => numbers.map((n) => idOf(1_000 + n));

  it('reaches everybody registered, a few at a time, and nobody else', async () => {
    await bench.knowsThePeople();
    for (const n of [1, 2, 3, 4, 5]) await bench.registered(confirmed(n));
    await bench.registered(canceled(6));
    await bench.registered({ ...confirmed(7), lectureId: idOf(102) });
    await announce();
    expect(await bench.announcements.due(monday, 10)).toEqual([algorithms.id]);
    expect(await advance(2)).toBe('more');
    expect(await told()).toEqual(ids(1, 2));
    expect([await advance(2), await advance(2), await advance(2)]).toEqual(['more', 'more', 'done']);
    expect(await told()).toEqual(ids(1, 2, 3, 4, 5));
    expect(await bench.announcements.due(monday, 10)).toEqual([]);
    expect(await advance()).toBe('done');
  });

  it('waits for its time', async () => {
    await bench.knowsThePeople();
    await announce(changed(), new Date(monday.getTime() + seconds(3)));
    expect(await bench.announcements.due(monday, 10)).toEqual([]);
    expect(await bench.announcements.due(new Date(monday.getTime() + seconds(3)), 10)).toEqual([algorithms.id]);
  });

  it('begins anew with a newer change, and tells each registration once of each', async () => {
    await bench.knowsThePeople();
    for (const n of [1, 2, 3]) await bench.registered(confirmed(n));
    await announce();
    await advance(2);
    await announce(changed(3));
    await advance();
    expect([await told(2), await told(3)]).toEqual([ids(1, 2), ids(1, 2, 3)]);
  });

  it('tells nobody twice when several carry it at once', async () => {
    await bench.knowsThePeople();
    for (let n = 1; n <= 30; n += 1) await bench.registered({ ...confirmed(n), studentId: n % 2 ? joonId : `s${n}` });
    await announce();
    while ((await Promise.all([advance(4), advance(4), advance(4)])).includes('more')) expect(true).toBe(true);
    expect(await told()).toHaveLength(30);
  });

  it('reaches whose news come after it has passed them by, once', async () => {
    await bench.knowsThePeople();
    for (const n of [2, 4, 5]) await newsOf(confirmed(n));
    await announce();
    await advance(2);
    await newsOf(confirmed(1));
    await advance();
    await newsOf(confirmed(6));
    expect(await told()).toEqual(ids(1, 2, 4, 5, 6));
    await newsOf({ ...confirmed(6), version: 3 });
    expect(await told()).toEqual(ids(1, 2, 4, 5, 6));
  });

  it('reaches whose news come in while it goes by', async () => {
    await bench.knowsThePeople();
    await newsOf(confirmed(1));
    // Bound here: it is no part of the transaction in which it begins.
    const goBy = AsyncResource.bind(() => announce().then(() => advance()));
    let going: Promise<unknown> = Promise.resolve();
    await newsOf(confirmed(2), () => {
      going = goBy();
      return Promise.race([going.then(() => undefined), setTimeout(300)]);
    });
    await going;
    expect(await told()).toEqual(ids(1, 2));
  });

  it('does not reach late whose registration is over, came after the change, or is only told again', async () => {
    await bench.knowsThePeople();
    await announce();
    await advance();
    await newsOf(canceled(1));
    await newsOf({ ...confirmed(2), requestedAt: '2027-02-22T01:00:00.001Z' });
    await newsOf(confirmed(3), undefined, false);
    expect(await told()).toEqual([]);
  });

  it('ends with its lecture', async () => {
    await bench.knowsThePeople();
    await announce();
    const over = { ...changed(3), status: 'CANCELED' as const };
    await bench.lectures.change(over.id, (known) => keepLecture(known, over, 3, false));
    expect(await advance(1)).toBe('done');
    expect(await bench.announcements.due(monday, 10)).toEqual([]);
  });
});

onEveryStore('the copies', (bench) => {
  it('keep the latest state, in whatever order and however often they are told', async () => {
    const life = [confirmed(1), canceled(1), confirmed(1)];
    await Promise.all([...life, ...life].map((each) => bench.registered(each)));
    expect(await bench.registrations.find(confirmed(1).id)).toMatchObject({ status: 'CANCELED', sequence: 3 });
    await Promise.all(
      [1, 3, 2].map((version) =>
        bench.lectures.change(algorithms.id, (known) => keepLecture(known, changed(version), version, version > 1)),
      ),
    );
    expect(await bench.rows('SELECT sequence FROM lecture_copy')).toEqual([{ sequence: 3 }]);
  });

  it('know nothing of a registration that nobody told of', async () => {
    expect(await bench.registrations.find(idOf(404))).toBeUndefined();
  });
});
