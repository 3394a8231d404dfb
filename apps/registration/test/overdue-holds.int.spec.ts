import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { isRejection, type LectureState, type RegistrationStatus } from '#contracts';
import { aLecture, cast, idOf, minutes } from '#testing';
import type { RegistrationState } from '../src/domain/registration.js';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { FindAvailability } from '../src/use-cases/find-availability.js';
import { FindRegistration } from '../src/use-cases/find-registration.js';
import { ListRegistrations } from '../src/use-cases/list-registrations.js';
import { PayForRegistration } from '../src/use-cases/pay-for-registration.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { RunningRegistration } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { card } from './student.js';

const studentId = cast.mina.sub;

onEveryStore('an overdue hold that the sweep has not reached', (newStore) => {
  const store = newStore();
  let running: RunningRegistration;
  let lecture: LectureState;
  let held: RegistrationState;
  let count = 0;

  beforeAll(async () => {
    running = await RunningRegistration.start(store);
  });
  afterAll(() => running.stop());

  beforeEach(async () => {
    lecture = aLecture({ id: idOf(0x7700 + (count += 1)), capacity: 2 });
    await running.addLectures(lecture);
    await running.commands.execute(new RegisterForLecture(cast.joon.sub, lecture.id, card('tok_ok')));
    held = (await running.commands.execute(new RegisterForLecture(studentId, lecture.id, card('tok_error'))))
      .registration;
    running.clock.step(minutes(10));
  });

  const find = () => running.queries.execute(new FindRegistration(held.id, studentId));
  const list = async (status?: RegistrationStatus) => {
    const found = await running.queries.execute(new ListRegistrations({ studentId, status, limit: 100 }));
    return found.filter(({ lectureId }) => lectureId === lecture.id);
  };
  const availability = () => running.queries.execute(new FindAvailability([lecture.id]));
  const sweep = () => running.commands.execute(new ExpireOverdueHolds(100));
  const stored = async () => ({
    registration: await running.rows('SELECT * FROM registration WHERE id = ?', [held.id]),
    ledger: await running.rows('SELECT * FROM seat_ledger WHERE lecture_id = ?', [lecture.id]),
    events: await running.rows('SELECT id FROM outbox ORDER BY id'),
  });
  const codeOf = (command: Promise<unknown>) =>
    command.then(
      () => 'not rejected',
      (error: unknown) => (isRejection(error) ? error.code : error),
    );

  it('is found as EXPIRED at holdExpiresAt with the next version, which the sweep stores later', async () => {
    const before = await stored();
    const found = await find();
    expect(found).toMatchObject({
      status: 'EXPIRED',
      holdExpiresAt: null,
      endedAt: held.holdExpiresAt,
      version: held.version + 1,
    });
    expect(await stored()).toEqual(before);

    running.clock.step(minutes(1));
    await sweep();
    expect(await stored()).not.toEqual(before);
    expect(await find()).toEqual(found);
  });

  it('is listed as EXPIRED, under that status only, which the sweep stores later', async () => {
    const before = await stored();
    const listed = await list();
    expect(listed).toEqual([await find()]);
    expect(await list('EXPIRED')).toEqual(listed);
    expect(await list('AWAITING_PAYMENT')).toEqual([]);
    expect(await stored()).toEqual(before);

    await sweep();
    expect(await list()).toEqual(listed);
    expect(await list('EXPIRED')).toEqual(listed);
    expect(await list('AWAITING_PAYMENT')).toEqual([]);
  });

  it('leaves its seat available, which the sweep releases later', async () => {
    const before = await stored();
    const found = await availability();
    expect(found).toMatchObject([{ capacity: 2, held: 0, taken: 1, available: 1 }]);
    expect(await stored()).toEqual(before);

    await sweep();
    expect(await availability()).toEqual(found);
  });

  it('is listed on the same page as before, so that a cursor stays valid', async () => {
    const page = (limit: number, before?: string) =>
      running.queries.execute(new ListRegistrations({ studentId, status: 'EXPIRED', limit, before }));
    const [newest] = await page(1);
    expect(newest).toMatchObject({ id: held.id });
    const all = await page(100);
    expect([newest, ...(await page(100, newest?.id))]).toEqual(all);
  });

  it.each([
    ['CancelRegistration', 'REGISTRATION_OVER', () => new CancelRegistration(held.id, studentId)],
    ['PayForRegistration', 'HOLD_EXPIRED', () => new PayForRegistration(held.id, studentId, card('tok_ok'))],
  ])('is stored as EXPIRED by %s before it is rejected with %s', async (_, code, command) => {
    const found = await find();
    expect(await codeOf(running.commands.execute(command()))).toBe(code);
    expect((await stored()).registration).toEqual([expect.objectContaining({ status: 'EXPIRED', live_slot: null })]);
    expect((await stored()).ledger).toEqual([expect.objectContaining({ held: 0, taken: 1 })]);
    expect(await find()).toEqual(found);
  });

  it('is not presented as EXPIRED a millisecond earlier', async () => {
    running.clock.step(-1);
    expect(await find()).toEqual(held);
    expect(await list('AWAITING_PAYMENT')).toEqual([held]);
    expect(await list('EXPIRED')).toEqual([]);
    expect(await availability()).toMatchObject([{ held: 1, available: 0 }]);
    running.clock.step(1);
  });
});
