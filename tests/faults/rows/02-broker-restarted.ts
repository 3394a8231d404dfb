import type { Chance } from '../chance.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { missingConsumers } from './broker-ways.js';
import { onLines } from './on-lines.js';
import { throughAFault, told } from './through-a-fault.js';

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

async function everybodyListens(lab: Lab): Promise<number> {
  const from = performance.now();
  await lab.until(
    async () => (await missingConsumers(lab)).length === 0,
    `${BACK_WITHIN_MS / 1000} s after the restart somebody does not consume: ${(await missingConsumers(lab)).join(', ')}`,
    BACK_WITHIN_MS,
  );
  return performance.now() - from;
}

const chosen = (lab: Lab, chance: Chance): Restart[] => (lab.size === 'full' ? restarts : [chance.oneOf(restarts)]);

export const row2: Row = {
  number: 2,
  fault: 'Broker restarted',
  required: 'Everybody is connected again and consumes within 10 s, with the topology declared anew.',
  guard: 'connections that come back by themselves',
  lab: onLines,

  async run(lab, chance) {
    const events: string[] = [];
    let recovery;
    for (const restart of chosen(lab, chance)) {
      let listening = 0;
      const through = await throughAFault(lab, {
        harm: async () => void (await restart.stop(lab)),
        lasting: 200,
        mend: async () => {
          await restart.start(lab);
          listening = await everybodyListens(lab);
        },
      });
      required(through.all.failed === 0, `${through.all.failed} students were let down by the restart`);
      events.push(`${restart.name}: all consumers were back after ${Math.round(listening)} ms`, ...told(through));
      ({ recovery } = through);
    }
    return { events, recovery };
  },

  async control(lab) {
    await lab.service('lecture').weaken('reconnect');
    await lab.rabbitmq.restart();
    await everybodyListens(lab);
    return [];
  },
};
