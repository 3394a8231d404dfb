import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const LONGEST_ANSWER_MS = 3_000;
const QUICK_MS = 400;
const STUDENTS = 16;
/** The last students; one or two may have been the breaker's probe. */
const LAST = 8;
const PROBES = 2;

const slowOf = (waited: number[]) => waited.slice(-LAST).filter((ms) => ms >= QUICK_MS);

/** Students register one after the other while payment is frozen; returns the wait of each in milliseconds. */
async function registerWhileFrozen(lab: Lab, amount: number) {
  const lectureId = await lab.openLecture({ capacity: 2 * amount });
  lab.service('payment').freeze();
  const waited: number[] = [];
  for (const student of lab.students(amount)) {
    const from = performance.now();
    const answer = await student.register(lectureId);
    waited.push(Math.round(performance.now() - from));
    required(answer.status === 202, `with payment hung a student was answered ${answer.status}`);
  }
  return { lectureId, waited };
}

/** Concurrent students after the breaker's pause: one is its probe, the others do not wait for it. */
async function allAtOnce(lab: Lab, lectureId: string, amount: number): Promise<number[]> {
  await new Promise((wake) => setTimeout(wake, 1_100));
  return Promise.all(
    lab.students(amount).map(async (student) => {
      const from = performance.now();
      await student.register(lectureId);
      return performance.now() - from;
    }),
  );
}

async function payAllOpen(lab: Lab): Promise<void> {
  const open = lab.history.of('done').filter(({ answer }) => answer.status === 'AWAITING_PAYMENT');
  await lab.until(
    async () => {
      const [first] = open;
      return (await first!.student.pay(first!.answer.id)).status === 200;
    },
    'payments do not succeed again after the thaw',
    15_000,
  );
}

export const row11: Row = {
  number: 11,
  fault: 'Payment hung',
  required:
    'The breaker opens and responses are immediate; its probe is bounded, no request hangs, and payments resume after the thaw.',
  guard: 'the circuit breaker of the calls to payment',
  lab: {},

  async run(lab, random: SeededRandom) {
    const { lectureId, waited } = await registerWhileFrozen(lab, STUDENTS);
    required(Math.max(...waited) < LONGEST_ANSWER_MS, `a student waited ${Math.max(...waited)} ms`);
    required(slowOf(waited).length <= PROBES, `the breaker does not open: they waited ${waited.join(', ')} ms`);
    const crowd = await allAtOnce(lab, lectureId, random.between(8, 16));
    required(Math.max(...crowd) < LONGEST_ANSWER_MS, `beside the probe a student waited ${Math.max(...crowd)} ms`);
    const before = performance.now();
    lab.service('payment').thaw();
    await payAllOpen(lab);
    const withinS = (performance.now() - before) / 1000;
    return {
      events: [
        'payment was frozen (SIGSTOP)',
        `${STUDENTS} students in turn waited ${waited.join(', ')} ms`,
        `${crowd.length} at once past the pause waited ${Math.round(Math.max(...crowd))} ms at most`,
        `payment was thawed; a payment succeeded ${withinS.toFixed(1)} s later`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('breaker');
    const { waited } = await registerWhileFrozen(lab, STUDENTS);
    lab.service('payment').thaw();
    const slow = slowOf(waited);
    return slow.length > PROBES ? slow.map((ms) => `with payment hung a student still waited ${ms} ms`) : [];
  },
};
