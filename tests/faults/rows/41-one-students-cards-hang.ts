import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const [LECTURES, REPEATS, OTHERS] = [7, 4, 11];

/** One student pays with cards that hang at the provider; during the last ones, other students register. */
async function hangingCards(lab: Lab) {
  const [mallory] = lab.students(1);
  const lectures = await Promise.all(Array.from({ length: LECTURES }, () => lab.openLecture()));
  const lectureId = await lab.openLecture({ capacity: OTHERS });
  const held = await Promise.all(lectures.map((each) => mallory!.register(each, 'tok_hang')));
  const payAll = () => Promise.all(held.map(({ body }) => mallory!.pay(body.id as string, 'tok_hang')));
  for (let repeat = 2; repeat < REPEATS; repeat++) await payAll();
  const [hanging, others] = await Promise.all([
    payAll(),
    Promise.all(lab.students(OTHERS).map((student) => student.register(lectureId))),
  ]);
  return { hanging: [...held, ...hanging], others };
}

export const row41: Row = {
  number: 41,
  fault: 'One student pays with many cards that hang at the provider',
  required:
    'The student is asked to pay later; the circuit stays closed, and the payments of the others are confirmed.',
  guard: 'the bound of the faults per student that the circuit breaker counts',
  // One attempt with ample time, because a timeout of the others on a busy machine is not this fault.
  lab: { env: { SUGANG_PAYMENT_TIMEOUT_MS: '1500', SUGANG_PAYMENT_RETRIES: '0' } },

  async run(lab) {
    const { hanging, others } = await hangingCards(lab);
    required(
      hanging.every(({ status, body }) => status === 202 && body.paymentDeferred === 'TIMEOUT'),
      `a hanging card was answered ${hanging.map(({ status, body }) => `${status} ${body.paymentDeferred ?? body.code}`).join(', ')}`,
    );
    required(
      others.every(({ status }) => status === 201),
      `the others were answered ${others.map(({ status, body }) => `${status} ${body.paymentDeferred ?? ''}`).join(', ')}`,
    );
    return {
      events: [
        `one student paid ${LECTURES * REPEATS} times with a card that hangs, and was asked to pay later each time`,
        `${OTHERS} other students registered meanwhile and were confirmed`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('fault-bound');
    const { others } = await hangingCards(lab);
    return others
      .filter(({ status }) => status !== 201)
      .map(({ body }) => `because of another student's cards a student could not pay (${body.paymentDeferred})`);
  },
};
