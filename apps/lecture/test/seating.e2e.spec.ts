import { describe, expect, it } from '@jest/globals';
import { cast, eventually } from '#testing';
import { syllabus } from './algorithms-101.js';
import { LectureOffice } from './lecture-office.js';

const { drPark } = cast;

describe('a lecture with several places or numbered seats', () => {
  const office = LectureOffice.forTheseTests();
  const { capacity: _capacity, ...withoutCapacity } = syllabus;
  const rows = [{ label: 'A', seats: 4, blocked: [1] }];
  const seated = (no: number, seat: string) => ({
    ...{ no, fee: syllabus.fee, seat, participant: no === 2 ? { name: 'Joon', email: null } : null },
    canceledAt: null,
  });
  const opened = async () => {
    const answer = await office.service.call('POST', '/admin/lectures', {
      who: drPark,
      body: { ...withoutCapacity, maxPlaces: 3, seating: { rows } },
    });
    return answer.body as { id: string; capacity: number };
  };
  const enrolls = async (n: number, id: string, places: object[]) => {
    await office.enrolls(n, id, { places: places as never });
    await eventually(async () => {
      const { body } = await office.get(`/lectures/${id}`);
      expect(body.enrolled).toBe(places.length);
    });
  };

  it('has the capacity of its seats, which cannot be set by hand', async () => {
    const { id, capacity } = await opened();
    expect(capacity).toBe(3);
    expect((await office.opens(drPark, { seating: { rows } })).body.code).toBe('CAPACITY_FROM_SEATS');
    const changed = await office.changes(drPark, id, { capacity: 5 }, '"1"');
    expect([changed.status, changed.body.code]).toEqual([409, 'CAPACITY_FROM_SEATS']);
    const more = await office.changes(drPark, id, { seating: { rows: [{ label: 'A', seats: 6 }] } }, '"1"');
    expect([more.body.capacity, more.body.version]).toEqual([6, 2]);
    expect((await office.service.call('POST', '/admin/lectures', { who: drPark, body: withoutCapacity })).body).toEqual(
      expect.objectContaining({ code: 'INVALID_REQUEST', errors: [expect.objectContaining({ code: 'REQUIRED' })] }),
    );
  });

  it('counts places, filters lectures by them, and keeps the seats on its roster', async () => {
    const { id } = await opened();
    await enrolls(0x41, id, [seated(1, 'A-2'), seated(2, 'A-3')]);
    const smaller = await office.changes(drPark, id, { seating: { rows: [{ label: 'A', seats: 2 }] } }, '"1"');
    expect([smaller.status, smaller.body.code, smaller.body.detail]).toEqual([
      ...[409, 'SEATS_TAKEN'],
      'Students have these seats, which the new plan does not have: A-3. Use a plan that has them.',
    ]);
    const free = async () => (await office.get(`/lectures?ids=${id}&hasPlaces=true`)).body.items.length;
    expect(await free()).toBe(1);
    const full = await office.changes(
      drPark,
      id,
      { seating: { rows: [{ label: 'A', seats: 3, blocked: [1] }] } },
      '"1"',
    );
    expect([full.status, await free()]).toEqual([200, 0]);
    const roster = await office.get(`/admin/lectures/${id}/roster`, drPark);
    expect(roster.body.items).toMatchObject([{ places: [{ seat: 'A-2' }, { seat: 'A-3' }] }]);
    const csv = await office.get(`/admin/lectures/${id}/roster.csv?columns=all`, drPark);
    expect((csv.body as string).trim().split('\r\n')).toEqual([
      expect.stringMatching(/confirmedAt,places,seats,participants$/),
      expect.stringMatching(/,2,A-2 A-3,Joon$/),
    ]);
  });

  it('refuses a first plan while students are registered', async () => {
    const { id } = await office.opened();
    await enrolls(0x42, id, [seated(1, 'A-2')]);
    const answer = await office.changes(drPark, id, { seating: { rows } }, '"1"');
    expect([answer.status, answer.body.code]).toEqual([409, 'SEATS_TAKEN']);
  });
});
