import { afterEach, expect, it } from '@jest/globals';
import { isRejection } from '#contracts';
import { aLecture } from '#testing';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { card } from './student.js';
import { RunningRegistration, type StartOptions } from './running-registration.js';
import { onEveryStore } from './stores.js';
import { UnguardedSeatLedger } from './unguarded-seat-ledger.js';

/** Few enough that none waits five seconds for a connection on a busy machine and fails. */
const STUDENTS = 100;
const SEATS = 30;

let registration: RunningRegistration;
afterEach(() => registration.stop());

/** A hundred students ask for thirty seats at the same moment. */
async function race(options: StartOptions) {
  registration = await RunningRegistration.start(options);
  await registration.addLectures(aLecture({ capacity: SEATS }));
  const { id } = aLecture();
  const requests = Array.from({ length: STUDENTS }, (_, n) =>
    registration.commands.execute(new RegisterForLecture(`student-${n}`, id, card('tok_ok'))),
  );
  const answers = await Promise.allSettled(requests);
  const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
  return {
    given: answers.filter((answer) => answer.status === 'fulfilled').length,
    refusals: refusals.map((error) => (isRejection(error) ? error.code : String(error))),
  };
}

const counted = () =>
  registration.rows<{ status: string; count: number }>(
    'SELECT status, COUNT(*) AS count FROM registration GROUP BY status ORDER BY status',
  );
const ledger = () => registration.rows<{ held: number; taken: number }>('SELECT held, taken FROM seat_ledger');

onEveryStore('thirty seats requested by a hundred students concurrently', (newStore) => {
  const [guarded, unguarded] = [newStore(), newStore()];

  it('are assigned to exactly thirty students, each charged once, and LECTURE_FULL is returned to the others', async () => {
    const { given, refusals } = await race(guarded);
    expect(refusals).toEqual(Array(STUDENTS - SEATS).fill('LECTURE_FULL'));
    expect(given).toBe(SEATS);
    expect((await counted()).map(({ status, count }) => [status, Number(count)])).toEqual([['CONFIRMED', SEATS]]);
    expect(await ledger()).toEqual([{ held: 0, taken: SEATS }]);
    expect(registration.payment.captured).toHaveLength(SEATS);
  }, 60_000);

  it('are oversold without the conditional update of the ledger', async () => {
    const { given } = await race({ ...unguarded, ledger: UnguardedSeatLedger });
    expect(given).toBeGreaterThan(SEATS);
  }, 60_000);
});
