import { serviceNames } from '#contracts';
import type { SeededRandom } from '../seeded-random.js';
import type { Asked } from '../lab/history.js';
import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import type { Answer } from '../../support/client.js';
import { required, RequirementNotMet, type Row } from '../row.js';

const SERVICES = ['gateway', ...serviceNames] as const;
type Restarted = (typeof SERVICES)[number];
const EXIT_WITHIN_MS = 15_000;
const AGAIN_AFTER_MS = 200;

/** The requests of other users, so that every service is replaced under load. */
const LOOKS: ((student: Student) => Promise<Answer>)[] = [
  (student) => student.post('/auth/login', { email: 'mina@sugang.dev', password: 'sugang-demo' }),
  (student) => student.get('/lectures'),
  (student) => student.get('/mypage/registrations'),
  (student) => student.get('/mypage/notifications'),
];

/** Every replica of every service is restarted gracefully, one at a time, while students register. */
async function restartAll(lab: Lab, random: SeededRandom, services: readonly Restarted[]): Promise<string[]> {
  const load = await lab.load({ perSecond: lab.size === 'full' ? 20 : 3, againAfterMs: AGAIN_AFTER_MS });
  const look = (student: Student, n: number) => LOOKS[n % LOOKS.length]!(student);
  const looks = lab.crowd({ perSecond: 2, againAfterMs: AGAIN_AFTER_MS }, look);
  const events: string[] = [];
  for (const name of random.shuffled(services)) {
    for (const replica of [0, 1]) {
      const from = performance.now();
      const code = await lab.service(name, replica).stop();
      const tookMs = Math.round(performance.now() - from);
      required(tookMs <= EXIT_WITHIN_MS, `${name} took ${tookMs} ms to end`);
      required(code === 0, `${name} ended with ${code}`);
      await lab.service(name, replica).start();
      events.push(`${name} ${replica + 1} of 2 ended in ${tookMs} ms and was started again`);
    }
  }
  const { asked, failed, p99 } = await load.stop();
  const looked = await looks.stop();
  const unanswered = lab.history.of('unknown');
  required(failed + looked.failed === 0, `${failed + looked.failed} requests failed twice: ${whatCame(unanswered)}`);
  required(looked.done === looked.asked, `refused: ${whatCame(lab.history.of('refused'))}`);
  return [
    ...events,
    `${asked} registrations (p99 ${p99} ms) and ${looked.asked} other requests, ${unanswered.length} of all answered at the second try`,
  ];
}

function whatCame(unanswered: Asked[]): string {
  const codes = unanswered.map(({ status, answer }) => `${status} ${answer?.code ?? answer}`);
  return [...new Set(codes)].map((code) => `${codes.filter((each) => each === code).length} × ${code}`).join(', ');
}

export const row29: Row = {
  number: 29,
  fault: 'Rolling restart under load',
  required: 'No request fails beyond one retry with its key, and every process ends within 15 s with code 0.',
  guard: 'the drain: a process that receives SIGTERM first finishes its requests',
  lab: {
    also: ['notification'],
    replicas: Object.fromEntries(SERVICES.map((name) => [name, 2])),
    // A SQLite file of views supports one process only.
    views: 'mongodb',
    env: { SUGANG_DRAIN_WAIT_MS: '1500' },
  },

  run: async (lab, random) => ({ events: await restartAll(lab, random, SERVICES) }),

  async control(lab, random) {
    for (const replica of [0, 1]) {
      await lab.service('registration', replica).disableGuard('drain');
      // So that requests are in flight whenever a process ends.
      await lab.service('registration', replica).arm('registration.after-hold-before-charge', { delayMs: 300 });
    }
    try {
      await restartAll(lab, random, ['registration']);
      return [];
    } catch (error) {
      if (error instanceof RequirementNotMet) return [error.message];
      throw error;
    }
  },
};
