import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { registerWithoutBroker } from './outbox-pending.js';
import { proxiedLab, pause } from './proxied-lab.js';
import { requireServed, measureFault, summary } from '../recovery.js';

/** Shorter waits did not include two payment attempts of 610 ms each. */
const QUICK_MS = 1_220;

/** Concurrent students that open the breaker, then some that find it open. */
async function twoCrowds(lab: Lab, lectureId: string): Promise<{ first: number[]; then: number[] }> {
  const first = await registerWithoutBroker(lab, lectureId, 30);
  return { first, then: await registerWithoutBroker(lab, lectureId, 6) };
}

/** Some students whose charge has not reached payment yet cancel. */
async function someCancel(lab: Lab, lectureId: string, random: SeededRandom): Promise<number> {
  const waiting = lab.history.of('done').filter(({ body, status }) => status === 202 && body.lectureId === lectureId);
  const canceling = random.shuffled(waiting).slice(0, 8);
  for (const { student, answer } of canceling) {
    const { status } = await student.cancel(answer.id as string);
    required(status === 200, `a student who canceled was answered ${status}`);
  }
  return canceling.length;
}

export const row3: Row = {
  number: 3,
  fault: 'Broker frozen',
  required:
    'Deadlines are met, no queue grows, and charges that arrive after the thaw for an ended registration are refused.',
  guard: 'the circuit breaker of the calls to payment',
  lab: proxiedLab,

  async run(lab, random) {
    const lectureId = await lab.openLecture({ capacity: 100 });
    const frozenMs = lab.size === 'full' ? random.oneOf([5_000, 20_000, 60_000]) : random.between(500, 1_500);
    const seen = { longest: 0, canceled: 0 };
    const measured = await measureFault(lab, {
      inject: () => lab.rabbitmq.freeze(),
      lasting: async () => {
        const { first, then } = await twoCrowds(lab, lectureId);
        required(Math.min(...then) < QUICK_MS, `the breaker does not open: others still waited ${then.join(', ')} ms`);
        seen.longest = Math.max(...first);
        seen.canceled = await someCancel(lab, lectureId, random);
        await pause(frozenMs);
      },
      restore: () => lab.rabbitmq.thaw(),
    });
    requireServed(measured, 'while the broker was frozen');
    return {
      events: [
        `the broker was frozen; a crowd of 30 waited ${seen.longest} ms at most`,
        `${seen.canceled} of them canceled; the broker was thawed ${frozenMs} ms later`,
        ...summary(measured),
      ],
      recovery: measured.recovery,
    };
  },

  async control(lab) {
    const lectureId = await lab.openLecture({ capacity: 100 });
    await lab.service('registration').disableGuard('breaker');
    lab.rabbitmq.freeze();
    const { then } = await twoCrowds(lab, lectureId);
    lab.rabbitmq.thaw();
    const slow = then.filter((ms) => ms >= QUICK_MS);
    return slow.length === then.length ? [`after 30 failures students still waited ${slow.join(', ')} ms`] : [];
  },
};
