import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { FailPoint } from '../preload/names.js';
import { required, type Row } from '../row.js';
import { askForPlaces, takePlaces } from './places.js';

const STUDENTS = 3;
const seating = {
  rows: [
    { label: 'A', seats: 4 },
    { label: 'B', seats: 6 },
  ],
};
const POINTS: FailPoint[] = [
  'registration.within-seating-plan',
  'after-effect:registration:lecture.changed',
  'before-publish:registration.changed',
];

/** Students get places while the lecture does not have its plan yet, and lecture does not know of them. */
async function placesWithoutSeats(lab: Lab, random: SeededRandom): Promise<string> {
  const lectureId = await lab.openLecture({ capacity: 8, more: { maxPlaces: 2 } });
  await lab.service('lecture').arm('before-effect', 'hang');
  for (const student of lab.students(STUDENTS))
    await takePlaces(student, lectureId, Array(random.between(1, 2)).fill({}));
  return lectureId;
}

async function planArrives(lab: Lab, lectureId: string, point: FailPoint): Promise<void> {
  const registration = lab.service('registration');
  await registration.arm(point, 'kill', { times: 1 });
  const changed = await lab.instructor.patch(`/admin/lectures/${lectureId}`, { seating }, { 'If-Match': '*' });
  required(changed.status === 200, `the plan was answered ${changed.status} ${changed.body.code}`);
  await registration.ended();
  await registration.start();
  await lab.service('lecture').disarm();
}

export const row47: Row = {
  number: 47,
  fault: 'Registration dies while a seating plan arrives',
  required: 'The plan is stored once and as a whole, and every place that was held before gets one seat of it.',
  guard: 'the transaction of the plan: each statement commits separately',
  lab: {},

  async run(lab, random) {
    const point = random.oneOf(POINTS);
    const lectureId = await placesWithoutSeats(lab, random);
    await planArrives(lab, lectureId, point);
    const ofLecture = `WHERE lecture_id = '${lectureId}'`;
    const missing = `SELECT id FROM registration ${ofLecture} AND COALESCE(seat_count, 0) < COALESCE(place_count, 1)`;
    const isSeated = async () => (await lab.rows('registration', missing)).length === 0;
    await lab.until(isSeated, 'places that were held before the plan have no seat');
    const taken = `SELECT label FROM seat ${ofLecture} AND registration_id IS NOT NULL ORDER BY label`;
    const [first] = await lab.rows<{ label: string }>('registration', taken);
    const [joon, hana] = lab.students(2);
    const refused = await askForPlaces(joon!, lectureId, [{ seat: first!.label }]);
    const named = refused.body.reasons?.[0]?.data?.seats as string[] | undefined;
    required(refused.status === 409, `an occupied seat was answered ${refused.status}`);
    required(named?.join() === first!.label, `the refusal of seat ${first!.label} names ${String(named)}`);
    await takePlaces(hana!, lectureId, [{ seat: 'B-6' }]);
    return {
      events: [
        `the plan crossed with the registrations of ${STUDENTS} students; registration killed itself at ${point}`,
        'after the restart each of their places got a seat; an occupied seat was refused, and a free one taken',
      ],
    };
  },

  async control(lab, random) {
    const lectureId = await placesWithoutSeats(lab, random);
    await lab.service('registration').disableGuard('transaction');
    await planArrives(lab, lectureId, 'registration.within-seating-plan');
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
};
