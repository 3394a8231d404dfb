import type { ServiceName } from '../../support/distributed-system.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import { required, type Row } from '../row.js';
import { retryUntilFinal } from './retry-with-key.js';
import { proxiedLab } from './proxied-lab.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LEEWAY = 2 * MINUTE;
const skewed: ServiceName[] = ['registration', 'payment', 'lecture', 'mypage'];

const inWords = (ms: number): string => `${ms >= 0 ? '+' : '−'}${Math.round(Math.abs(ms) / 1_000)} s`;

/** Every clock is off by two to five minutes, and one by an hour. */
async function setClocksOff(lab: Lab, random: SeededRandom): Promise<string> {
  const ahead = random.oneOf<ServiceName>(['payment', 'mypage']);
  const clocks = skewed.map((name) => ({
    name,
    ms: name === ahead ? HOUR + LEEWAY : random.oneOf([-1, 1]) * random.between(2 * MINUTE, 5 * MINUTE),
  }));
  for (const { name, ms } of clocks) await lab.service(name).skew(ms);
  return clocks.map(({ name, ms }) => `${name} ${inWords(ms)}`).join(', ');
}

/** A student registers while the clock of registration's store is ahead, and cancels when it was set back. */
async function canceledBeforeRegistered(lab: Lab, lectureId: string, student: Student): Promise<string> {
  const registration = lab.service('registration');
  await registration.skewStore(5 * MINUTE);
  const { status, body } = await student.register(lectureId);
  required([201, 202].includes(status), `with the clocks off a student was answered ${status}`);
  await lab.until(
    async () => (await shown(student, body.id)) === body.status,
    'My Page does not show what was registered',
  );
  await registration.skewStore(-5 * MINUTE);
  const canceled = await student.cancel(body.id as string);
  required(canceled.status === 200, `after a backward jump a student who canceled was answered ${canceled.status}`);
  return body.id as string;
}

async function shown(student: Student, registrationId: string): Promise<string | undefined> {
  const { status, body } = await student.get(`/mypage/registrations/${registrationId}`);
  return status === 200 ? (body.status as string) : undefined;
}

export const row25: Row = {
  number: 25,
  fault: 'Clocks off by minutes, one by an hour, and set back',
  required:
    'The version decides which state is newer; no work waits for a clock; an expired token is refused with at most 60 s of leeway.',
  guard: 'the order of states by their version (by their timestamp in the control)',
  lab: proxiedLab,

  async run(lab, random) {
    const lectureId = await lab.openLecture({ capacity: 20 });
    const [mina, joon, ...others] = lab.students(random.between(4, 8));
    await mina!.register(lectureId, 'tok_hang');
    const clocks = await setClocksOff(lab, random);
    for (const student of others) {
      const { status } = await student.register(lectureId, random.oneOf(['tok_ok', 'tok_hang']));
      required([201, 202].includes(status), `with the clocks off a student was answered ${status}`);
    }
    await lab.service('mypage').skew(0);
    const canceled = await canceledBeforeRegistered(lab, lectureId, joon!);
    await lab.service('mypage').skew(HOUR + LEEWAY);
    const late = await joon!.get(`/mypage/registrations/${canceled}`);
    required(late.status === 401, `an hour and two minutes late a token was answered ${late.status}`);
    for (const name of skewed) await lab.service(name).skew(0);
    await lab.service('registration').skewStore(0);
    await lab.until(
      async () => (await shown(joon!, canceled)) === 'CANCELED',
      'My Page shows an older state for a newer one',
    );
    const [last] = lab.students(1);
    const statuses = await retryUntilFinal(last!, lectureId, `after-${last!.id}`);
    required(statuses.at(-1) === 201, `with the clocks right again a student was answered ${statuses.join(', ')}`);
    return {
      events: [
        `the clocks were off: ${clocks}; ${others.length} students registered`,
        "the clock of registration's store went from +300 s to −300 s between a registration and its cancellation; My Page shows the newer one",
        'with the clocks right again a student registered and paid',
      ],
    };
  },

  async control(lab) {
    await lab.service('mypage').disableGuard('order-by-version');
    const lectureId = await lab.openLecture();
    await canceledBeforeRegistered(lab, lectureId, lab.students(1)[0]!);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
