import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const KEY = 'asked-twice';

/** The broker's replies to registration are lost while a student pays; then the connection works again. */
async function loseTheReply(lab: Lab) {
  const lectureId = await lab.openLecture({ capacity: 3 });
  const [mina] = lab.students(1);
  lab.line('registration-rabbitmq').dropAnswers();
  const first = await mina!.register(lectureId, 'tok_ok', KEY);
  required(first.status === 202, `without a reply from payment the student was answered ${first.status}`);
  return { lectureId, mina: mina!, first };
}

async function chargesOf(lab: Lab, studentId: string): Promise<{ attempt: number }[]> {
  return lab.rows(
    'payment',
    `SELECT p.attempt FROM provider_ledger l JOIN payments p ON p.id = l.charge_key
     WHERE p.student_id = '${studentId}' AND l.captured_at IS NOT NULL`,
  );
}

export const row14: Row = {
  number: 14,
  fault: 'The reply is lost',
  required:
    'The registration awaits payment with the seat held; the same key, or a new attempt after the old one has ended, finds the one capture.',
  guard: 'one idempotency key per attempt towards the provider',
  lab: { lines: ['registration-rabbitmq'] },

  async run(lab, random: SeededRandom) {
    const { lectureId, mina, first } = await loseTheReply(lab);
    const captured = async () => (await chargesOf(lab, mina.id)).length === 1;
    await lab.until(captured, 'payment does not capture what it was asked for');
    const how = random.oneOf(['key', 'new attempt'] as const);
    if (how === 'new attempt') {
      // Still without replies: the new attempt may be sent, but its reply is lost as well.
      const { status } = await mina.pay(first.body.id);
      required([200, 202].includes(status), `a new attempt was answered ${status}`);
    }
    lab.line('registration-rabbitmq').pass();
    const confirmed = async () => (await mina.register(lectureId, 'tok_ok', KEY)).body.status === 'CONFIRMED';
    await lab.until(confirmed, 'the registration is not confirmed although the money was taken');
    await lab.quiesce();
    const charges = await chargesOf(lab, mina.id);
    required(charges.length === 1, `the provider captured ${charges.length} times`);
    return {
      events: [
        "the broker's answers to registration were lost: the student was asked to pay later",
        how === 'key' ? 'the student retried with the same key' : 'the student made a new attempt',
        'the line carried again: confirmed, with one capture',
      ],
    };
  },

  async control(lab) {
    await lab.service('payment').disableGuard('one-key-per-attempt');
    // The lost reply is the provider's.
    await lab.service('payment').arm('payment.after-capture', 'fail', { times: 1 });
    const lectureId = await lab.openLecture({ capacity: 3 });
    const [mina] = lab.students(1);
    const { body } = await mina!.register(lectureId, 'tok_ok', KEY);
    await mina!.pay(body.id);
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
