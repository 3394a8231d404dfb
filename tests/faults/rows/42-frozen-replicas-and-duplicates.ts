import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { Student } from '../lab/student.js';
import { required, RequirementNotMet, type Row } from '../row.js';
import { pause } from './proxied-lab.js';

const SKEW_MS = 240_000;
/** A lease of the lab is 5 s. */
const FROZEN_MS = 6_500;
const STUDENTS = 12;
const REPLICAS = [0, 1] as const;
const WITHIN_MS = 40_000;

/** One key of one student, and every final outcome that it was answered with. */
interface Tried {
  studentId: string;
  key: string;
  outcomes: Set<string>;
}

/** Sends one request to both replicas at once, and each copy again until its outcome is final. */
async function duplicated(lab: Lab, random: SeededRandom, lectureId: string, batch: number): Promise<Tried> {
  const [student] = lab.students(1) as [Student];
  const tried: Tried = { studentId: student.id, key: `batch-${batch}-${student.id}`, outcomes: new Set() };
  const end = performance.now() + WITHIN_MS;
  const copies = REPLICAS.map((replica) => {
    const { url } = lab.service('registration', replica);
    return { student: new Student(url, student.token, student.id, lab.history), delayMs: random.between(0, 30) };
  });
  await Promise.all(
    copies.map(async ({ student: copy, delayMs }) => {
      for (await pause(delayMs); performance.now() < end; await pause(200)) {
        const { status, body } = await copy.register(lectureId, 'tok_ok', tried.key);
        const isOpen = status === 0 || status === 202 || status >= 500 || body?.code === 'REQUEST_IN_PROGRESS';
        if (!isOpen) return void tried.outcomes.add(`${status} ${body?.code ?? body?.id}`);
      }
    }),
  );
  return tried;
}

/** While duplicates arrive, one replica freezes past its lease and wakes up; the clock of one is ahead all the time. */
async function freezeUnderDuplicates(lab: Lab, random: SeededRandom, batch: number): Promise<Tried[]> {
  const lectures = await Promise.all([1, 2, 3].map(() => lab.openLecture({ capacity: 1_000 })));
  const frozen = lab.service('registration', random.oneOf(REPLICAS));
  const trying = Array.from({ length: STUDENTS }, (_, n) => duplicated(lab, random, lectures[n % 3]!, batch));
  await pause(random.between(5, 150));
  frozen.freeze();
  await pause(FROZEN_MS);
  frozen.thaw();
  return Promise.all(trying);
}

async function oneOutcomePerKey(lab: Lab, tried: Tried[]): Promise<void> {
  for (const { studentId, key, outcomes } of tried) {
    const rows = await lab.rows('registration', `SELECT id FROM registration WHERE student_id = '${studentId}'`);
    required(rows.length === 1, `F9: the key ${key} made ${rows.length} registrations`);
    const [outcome, ...others] = outcomes;
    required(others.length === 0, `F9: the key ${key} was answered ${[...outcomes].join(' and ')}`);
    required(outcome === `201 ${rows[0].id}`, `F9: the key ${key} was answered ${outcome}, and made ${rows[0].id}`);
  }
}

async function runBatches(lab: Lab, random: SeededRandom, batches: number): Promise<string[]> {
  const ahead = random.oneOf(REPLICAS);
  await lab.service('registration', ahead).skew(SKEW_MS);
  const tried: Tried[] = [];
  for (let batch = 1; batch <= batches; batch += 1) tried.push(...(await freezeUnderDuplicates(lab, random, batch)));
  await lab.service('registration', ahead).skew(0);
  await oneOutcomePerKey(lab, tried);
  return [
    `the clock of replica ${ahead} was 240 s ahead, and in each of ${batches} batches a replica froze past its lease`,
    `${tried.length} keys were sent to both replicas until they had an outcome: each had one, and made one registration`,
  ];
}

export const row42: Row = {
  number: 42,
  fault: 'Duplicates, a clock ahead and frozen replicas together',
  required: 'Every key makes one registration and has one outcome, which both replicas give.',
  guard: "the fencing of idempotency records, and leases by the store's clock",
  lab: { replicas: { registration: 2 } },

  run: async (lab, random) => ({ events: await runBatches(lab, random, lab.size === 'full' ? 8 : 2) }),

  async control(lab, random) {
    for (const replica of REPLICAS) await lab.service('registration', replica).disableGuard('idempotency-fencing');
    try {
      await runBatches(lab, random, 2);
      return [];
    } catch (error) {
      if (error instanceof RequirementNotMet) return [error.message];
      throw error;
    }
  },
};
