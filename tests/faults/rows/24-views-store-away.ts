import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { quiesced } from '../lab/quiesce.js';
import type { Student } from '../lab/student.js';
import { required, type Row } from '../row.js';
import { pause } from './proxied-lab.js';

const WRITES = ['update', 'insert', 'findAndModify'];
const EVENTS = [
  'registration.requested',
  'registration.confirmed',
  'registration.payment-deferred',
  'payment.completed',
];
const NOT_WRITABLE_PRIMARY = 10_107;
const DUPLICATE_KEY = 11_000;

interface Outage {
  name: string;
  begin(lab: Lab, random: SeededRandom): Promise<void>;
  end(lab: Lab): Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

const outages: Outage[] = [
  {
    name: 'the server went away and came back',
    begin: (lab) => lab.mongodb!.stop(),
    end: (lab) => lab.mongodb!.start(),
  },
  {
    name: 'the primary stepped down',
    begin: async (lab, random) =>
      lab.mongodb!.fail({
        commands: WRITES,
        times: random.between(2, 8),
        code: NOT_WRITABLE_PRIMARY,
        labels: ['RetryableWriteError'],
      }),
    end: nothing,
  },
  {
    name: 'connections broke before or after a write',
    begin: async (lab, random) =>
      lab.mongodb!.fail({ commands: WRITES, times: random.between(2, 8), breaks: random.oneOf(['before', 'after']) }),
    end: nothing,
  },
  {
    name: 'two first writes met (E11000)',
    begin: async (lab, random) =>
      lab.mongodb!.fail({ commands: WRITES, times: random.between(1, 4), code: DUPLICATE_KEY }),
    end: nothing,
  },
  {
    name: 'no majority took what was written',
    begin: async (lab) => lab.mongodb!.hasMajority(false),
    end: async (lab) => lab.mongodb!.hasMajority(true),
  },
];

async function register(lab: Lab, lectureId: string, students: Student[]): Promise<{ student: Student; id: string }[]> {
  return Promise.all(
    students.map(async (student) => {
      const { status, body } = await student.register(lectureId);
      required([201, 202].includes(status), `while the views are away a student was answered ${status}`);
      return { student, id: body.id as string };
    }),
  );
}

/** Events that My Page has started and not finished to store; no queue contains them. */
async function underWay(lab: Lab): Promise<number> {
  const mypage = lab.service('mypage');
  let begun = 0;
  for (const event of EVENTS) {
    begun += await mypage.timesReached(`before-effect:mypage:${event}`);
    begun -= await mypage.timesReached(`after-effect:mypage:${event}`);
  }
  return begun;
}

export const row24: Row = {
  number: 24,
  fault: "My Page's MongoDB away, stepped down, cut off, without a majority (a stand-in)",
  required:
    'Events are redelivered until they are stored, duplicates are ignored, and no event is acknowledged before a majority has it.',
  guard: 'the redelivery of an event when the store does not respond',
  lab: { views: 'mongodb' },

  async run(lab, random) {
    const lectureId = await lab.openLecture({ capacity: 100 });
    const events: string[] = [];
    const registered: { student: Student; id: string }[] = [];
    for (const { name, begin, end } of random.shuffled(outages)) {
      await begin(lab, random);
      const amount = random.between(2, 5);
      registered.push(...(await register(lab, lectureId, lab.students(amount))));
      await pause(random.between(100, 600));
      await end(lab);
      events.push(`${name}; ${amount} students registered meanwhile`);
    }
    const shown = async ({ student, id }: (typeof registered)[number]) =>
      (await student.get(`/mypage/registrations/${id}`)).status === 200;
    for (const each of registered) await lab.until(() => shown(each), 'My Page does not show what was registered');
    return { events: [...events, `My Page showed all ${registered.length} of them`] };
  },

  async control(lab) {
    const lectureId = await lab.openLecture();
    await lab.service('mypage').disableGuard('views-retry');
    await lab.mongodb!.stop();
    await register(lab, lectureId, lab.students(3));
    await quiesced(lab, 30_000);
    await lab.until(async () => (await underWay(lab)) === 0, 'My Page does not come to an end with its events');
    await lab.mongodb!.start();
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
