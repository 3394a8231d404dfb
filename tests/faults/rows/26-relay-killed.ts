import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';

const STUDENTS = 8;
const OWNERS = ['registration', 'payment'] as const;
const pointsOf = (owner: (typeof OWNERS)[number]): FailPoint[] => [
  'relay.after-claim',
  owner === 'payment' ? 'after-publish:payment.completed' : 'after-publish:registration.confirmed',
  'relay.before-mark',
];
/** The lease of a claim is 10 s. */
const LEASE_AND_SOME_MS = 25_000;

/** A relay dies in the middle of its batch, and its service is restarted. */
async function dieInTheBatch(lab: Lab, owner: (typeof OWNERS)[number], point: FailPoint, after: number): Promise<void> {
  const lectureId = await lab.openLecture();
  const service = lab.service(owner);
  await service.arm(point, 'kill', { after, times: 1 });
  const students = lab.students(STUDENTS);
  const registering = Promise.all(students.map((student) => student.register(lectureId)));
  await lab.until(() => !service.runs, `the relay of ${owner} does not come by ${point}`);
  await service.start();
  await registering;
}

const pending = async (lab: Lab, owner: (typeof OWNERS)[number]): Promise<number> => {
  const [row] = await lab.rows(owner, `SELECT COUNT(*) AS pending FROM outbox WHERE status = 'PENDING'`);
  return Number(row.pending);
};

export const row26: Row = {
  number: 26,
  fault: 'The relay is killed in the middle of a batch',
  required: "The relay's claim expires and the batch is published again: no event is lost, some are published twice.",
  guard: 'the outbox',
  lab: {},

  async run(lab, random: SeededRandom) {
    const owner = random.oneOf(OWNERS);
    const [point, after] = [random.oneOf(pointsOf(owner)), random.between(0, 2)];
    const alreadyPublished = lab.tap.published.length;
    await dieInTheBatch(lab, owner, point, after);
    const from = performance.now();
    await lab.until(async () => (await pending(lab, owner)) === 0, 'the batch is not sent again', LEASE_AND_SOME_MS);
    const withinS = (performance.now() - from) / 1000;
    const twice = () => lab.tap.published.slice(alreadyPublished).filter(({ id }) => lab.tap.timesOf(id) > 1).length;
    if (point !== 'relay.after-claim')
      await lab.until(() => twice() > 0, 'what was published before is not sent again');
    const most = Math.max(...lab.tap.published.slice(alreadyPublished).map(({ id }) => lab.tap.timesOf(id)));
    required(most <= 2, `an event was published ${most} times`);
    return {
      events: [
        `the relay of ${owner} killed itself at ${point}, the ${after + 1}. time that it came by`,
        `everything was sent ${withinS.toFixed(1)} s after its service was back, ${twice()} events twice`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('outbox');
    await dieInTheBatch(lab, 'registration', 'before-publish:registration.requested', 1);
    await lab.service('registration').enableGuards();
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
