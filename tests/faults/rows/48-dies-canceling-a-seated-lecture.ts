import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { cancelPlaces, FEE, refundedByProvider, refundLab, takePlaces } from './places.js';

const STUDENTS = 4;
const WEEK_MS = 7 * 24 * 3_600_000;
const POINTS: ['registration' | 'payment', FailPoint][] = [
  ['registration', 'registration.before-seats-released'],
  ['registration', 'before-commit:registration.changeEach'],
  ['registration', 'before-publish:registration.canceled'],
  ['payment', 'payment.before-refund'],
  ['payment', 'payment.after-refund'],
];

/** Every student has two seats; one of them has canceled a place for half of its fee. */
async function seatedLecture(lab: Lab): Promise<{ lectureId: string; ids: string[] }> {
  const more = {
    maxPlaces: 2,
    seating: { rows: ['A', 'B'].map((label) => ({ label, seats: 6 })) },
    refundTiers: [{ until: new Date(Date.now() + WEEK_MS).toISOString(), refund: '1/2' }],
  };
  const lectureId = await lab.openLecture({ capacity: undefined, fee: FEE, more });
  const students = lab.students(STUDENTS);
  const ids: string[] = [];
  for (const [n, student] of students.entries())
    ids.push(await takePlaces(student, lectureId, [{ seat: `B-${n + 1}` }, {}]));
  await cancelPlaces(students[0]!, ids[0]!, [1]);
  const isRefunded = async () => (await refundedByProvider(lab, ids[0]!)).won === FEE / 2;
  await lab.until(isRefunded, 'half of the fee of a canceled place is not refunded');
  await lab.quiesce();
  return { lectureId, ids };
}

async function cancelAndDie(lab: Lab, lectureId: string, at: 'registration' | 'payment', point: FailPoint, after = 0) {
  await lab.service(at).arm(point, 'kill', { times: 1, after });
  await lab.cancelLecture(lectureId);
  await lab.service(at).ended();
  await lab.service(at).start();
}

/** Some of the events are published when it dies; all other points are passed once. */
const earlier = (point: FailPoint, random: SeededRandom): number =>
  point === 'before-publish:registration.canceled' ? random.between(0, STUDENTS - 1) : 0;

export const row48: Row = {
  number: 48,
  fault: 'Registration or payment dies in the middle of canceling a seated lecture',
  required:
    'Every registration ends canceled and refunded in full, including what was retained for an earlier place, and no seat stays occupied.',
  guard: 'the transaction of the cancellations: each statement commits separately',
  lab: refundLab,

  async run(lab, random) {
    const [service, point] = random.oneOf(POINTS);
    const { lectureId, ids } = await seatedLecture(lab);
    await cancelAndDie(lab, lectureId, service, point, earlier(point, random));
    const isRefunded = async () => {
      const refunds = await Promise.all(ids.map((id) => refundedByProvider(lab, id)));
      return refunds.every(({ won }) => won === 2 * FEE);
    };
    await lab.until(isRefunded, 'a registration of a canceled lecture is not refunded in full', 60_000);
    const ofLecture = `WHERE lecture_id = '${lectureId}'`;
    const live = await lab.rows('registration', `SELECT id FROM registration ${ofLecture} AND status <> 'CANCELED'`);
    required(live.length === 0, `${live.length} registrations of a canceled lecture are live`);
    const taken = await lab.rows('registration', `SELECT label FROM seat ${ofLecture} AND registration_id IS NOT NULL`);
    required(taken.length === 0, `${taken.length} seats of a canceled lecture are occupied`);
    return {
      events: [
        `${service} killed itself at ${point} while a lecture with ${STUDENTS} seated students was canceled`,
        `after the restart all were canceled, refunded ${2 * FEE} won each, and their seats were free`,
      ],
    };
  },

  async control(lab) {
    const { lectureId } = await seatedLecture(lab);
    await lab.service('registration').disableGuard('transaction');
    await cancelAndDie(lab, lectureId, 'registration', 'registration.before-seats-released');
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
