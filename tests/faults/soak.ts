import { setTimeout as after } from 'node:timers/promises';
import type { ServiceName } from '../support/distributed-system.js';
import type { SeededRandom } from './seeded-random.js';
import type { Lab } from './lab/lab.js';
import type { Row } from './row.js';

type Victim = ServiceName | 'gateway' | 'mariadb' | 'rabbitmq';

/** Servers are killed less often than services. */
const VICTIMS: Victim[] = [
  ...(['registration', 'payment', 'lecture', 'mypage'] as const).flatMap((name) => [name, name, name]),
  'identity',
  'gateway',
  'mariadb',
  'rabbitmq',
];
const PAUSE_S = [5, 15] as const;
const DOWN_MS = [200, 3_000] as const;

/** A random process is killed every 5 to 15 s and restarted a moment later, while students register. */
async function killAtRandom(lab: Lab, random: SeededRandom, minutes: number): Promise<string[]> {
  const end = performance.now() + minutes * 60_000;
  const load = await lab.load({ perSecond: lab.size === 'full' ? 20 : 5 });
  const events: string[] = [];
  while (performance.now() < end) {
    await after(random.between(PAUSE_S[0] * 1_000, PAUSE_S[1] * 1_000));
    const victim = random.oneOf(VICTIMS);
    const downMs = random.between(...DOWN_MS);
    await killed(lab, victim, downMs);
    events.push(`${victim} was killed, and started again ${downMs} ms later`);
  }
  const { asked, done, failed } = await load.stop();
  return [...events, `${asked} requests: ${done} done, ${failed} unknown at first`];
}

async function killed(lab: Lab, victim: Victim, downMs: number): Promise<void> {
  if (victim === 'mariadb' || victim === 'rabbitmq') {
    await lab[victim].kill();
    await after(downMs);
    return lab[victim].restart();
  }
  const service = lab.service(victim);
  await service.kill();
  await after(downMs);
  await service.start();
}

/** Row 30. */
export const soak = (minutes: number): Row => ({
  number: 30,
  fault: `Crash soak (${minutes} minutes)`,
  required: 'Whichever process is killed at any time, nothing is lost, duplicated or stuck.',
  guard: 'the outbox: events are published right after the commit',
  lab: {},

  run: async (lab, random) => ({ events: await killAtRandom(lab, random, minutes) }),

  async control(lab, random) {
    await lab.service('registration').disableGuard('outbox');
    await killAtRandom(lab, random, 0.25);
    // Deterministic: the process dies between a commit and its event.
    await lab.service('registration').arm('before-publish:registration.confirmed', 'kill');
    const lectureId = await lab.openLecture();
    await lab.students(1)[0]!.register(lectureId);
    await lab.service('registration').ended();
    await lab.quiesce();
    return lab.check({ within: 5_000 });
  },
});
