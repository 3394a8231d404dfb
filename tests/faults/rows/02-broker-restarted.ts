import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import type { Row } from '../row.js';
import { proxiedLab } from './proxied-lab.js';
import { requireServed, measureFault, summary } from '../recovery.js';

const BACK_WITHIN_MS = 10_000;

interface Restart {
  name: string;
  stop(lab: Lab): Promise<unknown>;
  start(lab: Lab): Promise<unknown>;
}

const restarts: Restart[] = [
  {
    name: 'stop_app and start_app',
    stop: (lab) => lab.rabbitmq.ctl('stop_app'),
    start: (lab) => lab.rabbitmq.ctl('start_app'),
  },
  { name: 'end and start of the node', stop: (lab) => lab.rabbitmq.kill(), start: (lab) => lab.rabbitmq.restart() },
];

/** A new lecture reaches registration, and a registration reaches the roster and My Page: every consumer works again. */
async function everyServiceConsumes(lab: Lab): Promise<number> {
  const from = performance.now();
  const lectureId = await lab.openLecture();
  const [mina] = lab.students(1);
  const { body } = await mina!.register(lectureId);
  const onRoster = `SELECT 1 FROM roster WHERE registration_id = '${body.id}'`;
  const consumed = {
    lecture: async () => (await lab.rows('lecture', onRoster)).length > 0,
    'My Page': async () => (await mina!.get(`/mypage/registrations/${body.id}`)).status === 200,
  };
  for (const [name, has] of Object.entries(consumed)) {
    const left = from + BACK_WITHIN_MS - performance.now();
    await lab.until(has, `${BACK_WITHIN_MS / 1000} s after the restart ${name} does not consume`, left);
  }
  return performance.now() - from;
}

const chosen = (lab: Lab, random: SeededRandom): Restart[] =>
  lab.size === 'full' ? restarts : [random.oneOf(restarts)];

export const row2: Row = {
  number: 2,
  fault: 'Broker restarted',
  required: 'Every service reconnects and consumes within 10 s, with the topology declared again.',
  guard: 'automatic reconnection',
  lab: proxiedLab,

  async run(lab, random) {
    const events: string[] = [];
    let recovery;
    for (const restart of chosen(lab, random)) {
      let listening = 0;
      const measured = await measureFault(lab, {
        inject: async () => void (await restart.stop(lab)),
        lasting: 200,
        restore: async () => {
          await restart.start(lab);
          listening = await everyServiceConsumes(lab);
        },
      });
      requireServed(measured, 'by the restart');
      events.push(
        `${restart.name}: everything was consumed again after ${Math.round(listening)} ms`,
        ...summary(measured),
      );
      ({ recovery } = measured);
    }
    return { events, recovery };
  },

  async control(lab) {
    const lecture = lab.service('lecture');
    await lecture.disableGuard('reconnect');
    await lab.rabbitmq.restart();
    try {
      await everyServiceConsumes(lab);
      return [];
    } finally {
      await lecture.enableGuards();
      await lecture.kill();
    }
  },
};
