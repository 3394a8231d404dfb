import { afterAll, afterEach, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { isRejection, type LectureState } from '#contracts';
import { StoreClock, SystemClock } from '#platform';
import { aLecture, idOf, minutes } from '#testing';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { FindAvailability } from '../src/use-cases/find-availability.js';
import { FindRegistration } from '../src/use-cases/find-registration.js';
import { PayForRegistration } from '../src/use-cases/pay-for-registration.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { RunningRegistration } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { card } from './student.js';

const STUDENT = 'mina';

onEveryStore('a replica whose clock differs from its store', (newStore) => {
  const store = newStore();
  let replica: RunningRegistration;
  let lecture: LectureState;
  let count = 0;

  beforeAll(async () => {
    replica = await RunningRegistration.start({ ...store, clock: 'of the store' });
  });
  afterAll(() => replica.stop());
  afterEach(() => void jest.restoreAllMocks());

  beforeEach(async () => {
    const startsAt = new Date(Date.now() + minutes(20)).toISOString();
    const endsAt = new Date(Date.now() + minutes(30)).toISOString();
    lecture = aLecture({ id: idOf(0xb000 + (count += 1)), sessions: [{ startsAt, endsAt, place: 'Room 301' }] });
    await replica.addLectures(lecture);
  });

  const instant = (at: number) => new Date(at).toISOString();
  const skew = (ms: number) =>
    jest.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(Date.now() + ms));
  const register = async (token: string) =>
    (await replica.commands.execute(new RegisterForLecture(STUDENT, lecture.id, card(token)))).registration;

  it('does not end a hold early when it is 11 minutes ahead', async () => {
    const { id } = await register('tok_error');
    skew(minutes(11));
    await replica.commands.execute(new ExpireOverdueHolds(100));
    expect(await replica.queries.execute(new FindRegistration(id, STUDENT))).toMatchObject({
      status: 'AWAITING_PAYMENT',
    });
    expect(await replica.queries.execute(new FindAvailability([lecture.id]))).toMatchObject([{ held: 1 }]);
    const paid = await replica.commands.execute(new PayForRegistration(id, STUDENT, card('tok_ok')));
    expect(paid.registration.status).toBe('CONFIRMED');
  });

  it.each([minutes(11), -minutes(11)])(
    'holds a seat for ten minutes of the store when it is %d ms ahead',
    async (ms) => {
      skew(ms);
      const { holdExpiresAt } = await register('tok_error');
      expect(Math.abs(Date.parse(holdExpiresAt!) - Date.now() - minutes(10))).toBeLessThan(minutes(1));
    },
  );

  it.each([minutes(60), -minutes(60)])(
    'opens and closes the registration to the millisecond by the clock of the store when it is %d ms ahead',
    async (ms) => {
      const [opensAt, closesAt] = [Date.now() + minutes(1), Date.now() + minutes(2)];
      const period = { registrationOpensAt: instant(opensAt), registrationClosesAt: instant(closesAt) };
      await replica.addLectures({ ...lecture, ...period, version: 2 });
      skew(ms);
      const outcomeAt = async (at: number) => {
        jest.spyOn(StoreClock.prototype, 'now').mockImplementation(() => new Date(at));
        try {
          const { id, requestedAt } = await register('tok_ok');
          await replica.commands.execute(new CancelRegistration(id, STUDENT));
          return requestedAt;
        } catch (error) {
          if (!isRejection(error)) throw error;
          const [{ data }] = error.extensions['reasons'] as [{ data: { serverTime: string } }];
          return [error.code, data.serverTime];
        }
      };
      for (const at of [opensAt - 50, opensAt - 1]) expect(await outcomeAt(at)).toEqual(['NOT_OPEN_YET', instant(at)]);
      for (const at of [opensAt, opensAt + 50, closesAt - 1]) expect(await outcomeAt(at)).toBe(instant(at));
      for (const at of [closesAt, closesAt + 50])
        expect(await outcomeAt(at)).toEqual(['REGISTRATION_CLOSED', instant(at)]);
    },
  );

  it('neither refuses a registration nor a cancellation when it is an hour ahead', async () => {
    skew(minutes(60));
    const { id, status } = await register('tok_ok');
    expect(status).toBe('CONFIRMED');
    const canceled = await replica.commands.execute(new CancelRegistration(id, STUDENT));
    expect(canceled.status).toBe('CANCELED');
  });
});
