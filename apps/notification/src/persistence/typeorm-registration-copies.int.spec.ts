import { expect, it } from '@jest/globals';
import type { Registration } from '#contracts';
import { onEveryStore } from '../../test/notification-store-fixture.js';
import { algorithms, confirmed } from '../../test/states.js';
import { applyLectureState } from '../domain/lecture-change.js';
import { TypeormEnrollments } from './typeorm-enrollments.js';

const place = (no: number) => ({ no, fee: algorithms.fee, seat: null, participant: null, canceledAt: null });
const withTwoPlaces = (n: number): Registration => ({ ...confirmed(n), places: [place(1), place(2)] });

onEveryStore('copies of registrations that an earlier release stored', (fixture) => {
  const fullLectures = async () => {
    const found: string[] = [];
    await new TypeormEnrollments(fixture.database).visitFull(10, (lectures) => {
      found.push(...lectures.map(({ id }) => id));
      return Promise.resolve();
    });
    return found;
  };
  const resync = (...numbers: number[]) =>
    fixture.database.shared((_tx, join) =>
      Promise.all(numbers.map((n) => join(() => fixture.saveRegistration(withTwoPlaces(n))))),
    );

  it('get their number of places from the same state, so that a full lecture is found', async () => {
    const small = { ...algorithms, capacity: 6 };
    await fixture.lectures.change(small.id, (copy) => applyLectureState(copy, small, 1, false));
    await resync(1, 2, 3);
    await fixture.rows('UPDATE registration_copy SET places = NULL');
    expect((await fixture.registrations.find(confirmed(1).id))?.places).toBeNull();
    expect(await fullLectures()).toEqual([]);
    await resync(1, 2);
    await fixture.saveRegistration(withTwoPlaces(3));
    expect((await fixture.registrations.find(confirmed(1).id))?.places).toBe(2);
    expect(await fullLectures()).toEqual([small.id]);
  });

  it('stay as they are when an older state arrives', async () => {
    await fixture.saveRegistration({ ...withTwoPlaces(1), version: 3 });
    await fixture.saveRegistration(confirmed(1));
    expect(await fixture.registrations.find(confirmed(1).id)).toMatchObject({ sequence: 3, places: 2 });
  });
});
