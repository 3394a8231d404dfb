import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { idOf } from '#testing';
import { RunningRegistration } from '../../test/running-registration.js';
import { confirmed } from '../../test/registration-states.js';
import { onEveryStore } from '../../test/stores.js';
import { RegistrationLists } from '../ports/registrations.js';
import { RegistrationRow, rowOf } from './registration-row.js';

onEveryStore('the counts of a lecture over time', (newStore) => {
  const store = newStore();
  let running: RunningRegistration;
  beforeAll(async () => {
    running = await RunningRegistration.start(store);
  });
  afterAll(() => running.stop());

  it('put each change into the interval in which it happened', async () => {
    const [lectureId, other] = [idOf(0x6001), idOf(0x6002)];
    let n = 0x6100;
    const add = async (
      requestedAt: string,
      confirmedAt: string | null,
      endedAt: string | null = null,
      of: string = lectureId,
      refund?: number,
    ) => {
      const state = { ...confirmed, id: idOf((n += 1)), lectureId: of, studentId: `student ${n}` };
      const refundDue = refund === undefined ? undefined : { ...confirmed.fee, amount: refund };
      const row = rowOf({ ...state, requestedAt, confirmedAt, endedAt, ...(refundDue && { refundDue }) }, 1);
      await running.database.transaction(({ manager }) => manager.insert(RegistrationRow, row));
    };
    await add('2027-02-28T23:59:59.999Z', '2027-03-01T00:00:00.001Z');
    await add('2027-03-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', '2027-03-02T23:59:59.999Z');
    await add('2027-03-01T10:00:00.000Z', '2027-03-02T00:00:00.000Z', '2027-03-03T00:00:00.000Z');
    await add('2027-02-01T10:00:00.000Z', '2027-02-01T10:00:00.000Z', '2027-03-02T12:00:00.000Z', lectureId, 1_000);
    await add('2027-03-01T11:00:00.000Z', null, '2027-03-01T12:00:00.000Z');
    await add('2027-03-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', null, other);
    const counts = await running.service.app.get(RegistrationLists).countsOfLecture(lectureId, {
      from: new Date('2027-03-01T00:00:00.000Z'),
      to: new Date('2027-03-03T00:00:00.000Z'),
      seconds: 86_400,
    });
    const { amount } = confirmed.fee;
    expect(Object.fromEntries(counts)).toEqual({
      0: { requested: 3, confirmed: 2, canceled: 0, paid: 2 * amount, refunded: 0 },
      1: { requested: 0, confirmed: 1, canceled: 2, paid: amount, refunded: amount + 1_000 },
    });
  });
});
