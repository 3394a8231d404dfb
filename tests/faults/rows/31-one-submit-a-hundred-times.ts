import type { Lab } from '../lab/lab.js';
import { required, RequirementNotMet, type Row } from '../row.js';

const COPIES = 100;

/** One student sends the same request a hundred times at once. */
async function sameKey(lab: Lab): Promise<string> {
  const lectureId = await lab.openLecture();
  const [mina] = lab.students(1);
  const answers = await Promise.all(
    Array.from({ length: COPIES }, () => mina!.register(lectureId, 'tok_ok', 'the-same')),
  );
  const accepted = answers.filter(({ status }) => status === 201 || status === 202);
  const others = answers.filter((answer) => !accepted.includes(answer) && answer.body?.code !== 'REQUEST_IN_PROGRESS');
  required(others.length === 0, `copies of one request were answered ${codesOf(others)}`);
  required(
    new Set(accepted.map(({ body }) => body.id)).size === 1,
    'copies of one request returned different registrations',
  );
  const rows = await lab.rows('registration', `SELECT id FROM registration WHERE student_id = '${mina!.id}'`);
  required(rows.length === 1, `one request made ${rows.length} registrations`);
  return `${COPIES} copies of one request: ${accepted.length} returned the one registration, ${COPIES - accepted.length} to wait`;
}

/** One student sends many concurrent requests for the same lecture, each with its own key. */
async function differentKeys(lab: Lab): Promise<string> {
  const lectureId = await lab.openLecture();
  const [joon] = lab.students(1);
  const answers = await Promise.all(Array.from({ length: COPIES }, () => joon!.register(lectureId)));
  const live = await lab.rows(
    'registration',
    `SELECT id FROM registration WHERE student_id = '${joon!.id}' AND status IN ('AWAITING_PAYMENT', 'CONFIRMED')`,
  );
  required(live.length === 1, `F4: a student has ${live.length} live registrations for one lecture`);
  const refused = answers.filter(({ body }) => body?.code === 'ALREADY_REGISTERED').length;
  return `${COPIES} requests under different keys: one live registration, ${refused} refused`;
}

const codesOf = (answers: { status: number; body: any }[]): string =>
  [...new Set(answers.map(({ status, body }) => `${status} ${body?.code ?? ''}`))].join(', ');

const unmetIn = async (story: Promise<unknown>): Promise<string[]> => {
  try {
    await story;
    return [];
  } catch (error) {
    if (error instanceof RequirementNotMet) return [error.message];
    throw error;
  }
};

export const row31: Row = {
  number: 31,
  fault: 'One submit a hundred times',
  required:
    'The request is executed once; the copies get the same response or a request to wait. Other keys for the same lecture create no second registration.',
  guard: 'the idempotency records, and the unique live registration per student and lecture',
  lab: {},

  run: async (lab) => ({ events: [await sameKey(lab), await differentKeys(lab)] }),

  async control(lab) {
    const registration = lab.service('registration');
    await registration.disableGuard('idempotency-record');
    const withoutRecord = await unmetIn(sameKey(lab));
    await registration.enableGuards();
    await lab.rows('registration', 'ALTER TABLE registration DROP INDEX registration_live_slot');
    const withoutSlot = await unmetIn(differentKeys(lab));
    await lab.rows('registration', 'UPDATE registration SET live_slot = NULL');
    await lab.rows('registration', 'ALTER TABLE registration ADD UNIQUE INDEX registration_live_slot (live_slot)');
    return withoutRecord.length > 0 && withoutSlot.length > 0 ? [...withoutRecord, ...withoutSlot] : [];
  },
};
