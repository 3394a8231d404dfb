import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { Answer } from '../../support/client.js';
import { required, type Row } from '../row.js';

const SLOWER_BY_MS = [1_000, 3_000, 10_000];
const LONGEST_ANSWER_MS = 3_000;
const STUDENTS = 40;
/** After this many calls with too many timeouts the breaker is open. */
const PROBES = 2;
/** How much slower reads may become while payment is slow, with room for two busy cores. */
const READING_MS = 1_500;

interface Wave {
  answers: Answer[];
  tookMs: number[];
}

async function registerAtOnce(lab: Lab, lectureId: string, amount: number): Promise<Wave> {
  const students = lab.students(amount);
  const answers = await Promise.all(students.map((student) => student.register(lectureId)));
  const tookMs = students.map((student) => lab.history.asked.findLast((asked) => asked.student === student)!.tookMs);
  return { answers, tookMs };
}

/** Reads the lecture repeatedly; returns the duration of the slowest read. */
async function looking(lab: Lab, lectureId: string, until: Promise<unknown>): Promise<number> {
  let waits = true;
  void until.finally(() => (waits = false));
  const [visitor] = lab.students(1);
  let slowest = 0;
  while (waits) {
    const from = performance.now();
    const { status } = await visitor!.get(`/lectures/${lectureId}/availability`);
    required(status === 200, `while payment is slow, reading is answered ${status}`);
    slowest = Math.max(slowest, performance.now() - from);
  }
  return slowest;
}

/** Two waves of students while payment is slow: the first opens the breaker, the second finds it open. */
async function twoWaves(lab: Lab, slowerByMs: number) {
  const lectureId = await lab.openLecture({ capacity: 3 * STUDENTS });
  await lab.service('payment').arm('payment.before-capture', { delayMs: slowerByMs });
  const first = registerAtOnce(lab, lectureId, STUDENTS);
  const slowestRead = await looking(lab, lectureId, first);
  const second = await registerAtOnce(lab, lectureId, STUDENTS / 4);
  return { lectureId, first: await first, second, slowestRead };
}

/** Students whose payment was deferred for another reason than an open breaker. */
const others = ({ answers }: Wave) => answers.filter(({ body }) => body.paymentDeferred !== 'BREAKER_OPEN');
const longest = ({ tookMs }: Wave) => Math.round(Math.max(...tookMs));

export const row10: Row = {
  number: 10,
  fault: 'Payment slow',
  required:
    'Attempts end at their timeout, the breaker opens, students are asked to pay later, and reads stay as fast as before.',
  guard: 'the circuit breaker of the calls to payment',
  lab: {},

  async run(lab, random: SeededRandom) {
    const slowerByMs = random.oneOf(SLOWER_BY_MS);
    // The baseline: the same number of concurrent students while payment is fast.
    const quick = await registerAtOnce(lab, await lab.openLecture({ capacity: STUDENTS }), STUDENTS);
    const { lectureId, first, second, slowestRead } = await twoWaves(lab, slowerByMs);
    const statuses = [...first.answers, ...second.answers].map(({ status }) => status);
    required(
      statuses.every((status) => status === 201 || status === 202),
      `with payment slow the answers were ${statuses.join(', ')}`,
    );
    const bound = LONGEST_ANSWER_MS + longest(quick);
    required(longest(first) < bound, `a student waited ${longest(first)} ms, ${longest(quick)} ms without the fault`);
    required(
      others(second).length <= PROBES,
      `the breaker is not open: the other reasons were ${others(second)
        .map(({ body }) => body.paymentDeferred as string)
        .join(', ')}`,
    );
    required(slowestRead < READING_MS, `while payment was slow, reading took ${Math.round(slowestRead)} ms`);
    await lab.service('payment').disarm();
    const from = performance.now();
    const paysAgain = async () => (await registerAtOnce(lab, lectureId, 1)).answers[0]!.status === 201;
    await lab.until(paysAgain, 'registering with a payment does not succeed after payment is quick again', 15_000);
    return {
      events: [
        `${STUDENTS} students at once waited ${longest(quick)} ms at most; then payment took ${slowerByMs} ms longer`,
        `${STUDENTS} students at once waited ${longest(first)} ms at most; those not paid in time were asked to pay later`,
        `${second.tookMs.length} more met an open breaker: ${longest(second)} ms at most; reading took ${Math.round(slowestRead)} ms at most`,
        `payment was quick again; a registration was confirmed ${((performance.now() - from) / 1000).toFixed(1)} s later`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('breaker');
    const { second } = await twoWaves(lab, 3_000);
    return others(second).length > PROBES
      ? others(second).map(({ body }) => `with payment slow a student was still made to wait (${body.paymentDeferred})`)
      : [];
  },
};
