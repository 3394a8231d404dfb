import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const STUDENTS = 40;

interface Crowd {
  declined: number;
  approved: number;
}

/** Many students, some with a card that is declined; each gets a final outcome and keeps it. */
async function registerCrowd(lab: Lab, declinedShare: number, random: SeededRandom): Promise<Crowd> {
  const lectureId = await lab.openLecture({ capacity: STUDENTS });
  const students = lab
    .students(STUDENTS)
    .map((student) => ({ student, token: random.next() < declinedShare ? 'tok_declined' : 'tok_ok' }));
  const tally: Crowd = { declined: 0, approved: 0 };
  // Ten at a time: this row tests declines, not load.
  for (let from = 0; from < students.length; from += 10) {
    await Promise.all(
      students.slice(from, from + 10).map(async ({ student, token }) => {
        const expected = token === 'tok_ok' ? 201 : 402;
        const answered = async () => (await student.register(lectureId, token, 'mine')).status;
        let status = await answered();
        // A payment that a busy machine slows down is answered 202 first.
        const isFinal = async () => status !== 202 || (status = await answered()) !== 202;
        await lab.until(isFinal, `a card that is ${token} is answered 202`);
        required(status === expected, `a card that is ${token} was answered ${status}`);
        const again = await student.register(lectureId, token, 'mine');
        required(
          again.status === expected && again.headers.get('idempotency-replayed') === 'true',
          `a retry with the key returned ${again.status} for ${token}, not the first response`,
        );
        tally[token === 'tok_ok' ? 'approved' : 'declined'] += 1;
      }),
    );
  }
  const [seats] = await lab.rows(
    'registration',
    `SELECT held, taken FROM seat_ledger WHERE lecture_id = '${lectureId}'`,
  );
  required(
    seats.held === 0 && seats.taken === tally.approved,
    `the seats of the declined are not free: ${JSON.stringify(seats)}`,
  );
  return tally;
}

async function breakerIsClosed(lab: Lab): Promise<boolean> {
  const metrics = await (await fetch(`${lab.service('registration').managementUrl}/metrics`)).text();
  return /^sugang_payment_breaker_state\{[^}]*\} 0$/m.test(metrics);
}

export const row12: Row = {
  number: 12,
  fault: 'Payment declines',
  required:
    'A decline is final, stored under its key, frees the seat, and leaves the breaker closed, however many there are.',
  guard: 'the rule that a decline is a response, not a failure',
  lab: {},

  async run(lab, random) {
    const some = await registerCrowd(lab, 0.3, random);
    const all = await registerCrowd(lab, 1, random);
    required(await breakerIsClosed(lab), 'the breaker is not closed after declines');
    const [mina] = lab.students(1);
    const { status } = await mina!.register(await lab.openLecture());
    required(status === 201, `after many declines a good card was answered ${status}`);
    return {
      events: [
        `${some.declined} of ${STUDENTS} students were declined, ${some.approved} were confirmed`,
        `${all.declined} of ${STUDENTS} students were declined; their seats were free again, the breaker stayed closed`,
        'a good card was confirmed at once',
      ],
    };
  },

  async control(lab, random) {
    await lab.service('registration').disableGuard('declines-are-answers');
    await registerCrowd(lab, 1, random);
    return [];
  },
};
