import type { Lab } from '../lab/lab.js';
import { messagesIn, putInto, takeAll } from '../lab/queues.js';
import { required, type Row } from '../row.js';

const ATTEMPTS = 5;
const POINT = 'before-effect:lecture:registration.requested';

/** Lecture cannot consume one event; later events, also of the same registration, are consumed. */
async function poison(lab: Lab) {
  const [algorithms, free] = [await lab.openLecture(), await lab.openLecture({ fee: 0 })];
  const [mina, joon] = lab.students(2);
  const lecture = lab.service('lecture');
  const before = await lecture.timesReached(POINT);
  await lecture.arm(POINT, 'fail', { times: ATTEMPTS });
  const poisoned = await mina!.register(algorithms);
  await lab.until(async () => (await lecture.timesReached(POINT)) > before, 'lecture does not come by its poison');
  await mina!.cancel(poisoned.body.id as string);
  const other = await joon!.register(free);
  return { poisoned: poisoned.body.id as string, other: other.body.id as string, before };
}

const rosterOf = async (lab: Lab, registrationId: string): Promise<string | undefined> => {
  const rows = await lab.rows('lecture', `SELECT status FROM roster WHERE registration_id = '${registrationId}'`);
  return rows[0]?.status as string | undefined;
};

const attemptsOver = (lab: Lab, before: number) =>
  lab.until(
    async () => (await lab.service('lecture').timesReached(POINT)) >= before + ATTEMPTS,
    `the poison is not tried ${ATTEMPTS} times`,
    40_000,
  );

export const row21: Row = {
  number: 21,
  fault: 'A poison message',
  required:
    'The message is retried with growing delays and then parked with its reason; all other messages are consumed meanwhile.',
  guard: 'the parking of messages that cannot be consumed',
  lab: {},

  async run(lab) {
    const { poisoned, other, before } = await poison(lab);
    await lab.until(
      async () => (await rosterOf(lab, poisoned)) === 'CANCELED' && (await rosterOf(lab, other)) === 'CONFIRMED',
      'later events do not flow past the poison',
      8_000,
    );
    const tried = (await lab.service('lecture').timesReached(POINT)) - before;
    await attemptsOver(lab, before);
    await lab.until(async () => (await messagesIn(lab, 'lecture.parked')) === 1, 'the poison is not parked');
    const [parked, ...others] = await takeAll(lab, 'lecture.parked');
    required(others.length === 0, `${others.length} messages beside the poison are parked`);
    required(parked!.body.includes(poisoned), 'another message than the poison is parked');
    const reason = String(parked!.headers['x-sugang-reason']);
    required(reason.includes('fails at'), `the poison is parked for another reason: ${reason}`);
    await putInto(lab, 'lecture', [{ ...parked!, headers: {} }]);
    return {
      events: [
        `later events had their effect after ${tried} attempts of ${ATTEMPTS}`,
        `the poison was parked: ${reason}`,
        'the cause was fixed and the message was replayed',
      ],
    };
  },

  async control(lab) {
    await lab.service('lecture').disableGuard('parking');
    const { before } = await poison(lab);
    await attemptsOver(lab, before);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
