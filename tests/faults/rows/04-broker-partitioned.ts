import type { Lab } from '../lab/lab.js';
import type { Row } from '../row.js';
import { proxiedLab } from './proxied-lab.js';
import { requireServed, measureFault, summary } from '../recovery.js';

/** Registration's messages arrive, the confirms do not; a publisher that waits for one receives it when the line passes again. */
async function confirmsAreLost(lab: Lab, lasting: number) {
  const line = lab.line('registration-rabbitmq');
  const publishedBefore = new Set(lab.tap.published.map(({ id }) => id));
  const measured = await measureFault(lab, { inject: () => line.dropAnswers(), lasting, restore: () => line.pass() });
  const twice = () => lab.tap.published.filter(({ id }) => !publishedBefore.has(id) && lab.tap.timesOf(id) > 1).length;
  await lab.until(() => twice() > 0, 'nothing was published again although its confirm was lost');
  return { measured, twice: twice() };
}

async function nothingArrives(lab: Lab, lasting: number) {
  const line = lab.line('registration-rabbitmq');
  return measureFault(lab, { inject: () => line.blackhole('up'), lasting, restore: () => line.pass() });
}

export const row4: Row = {
  number: 4,
  fault: 'Broker partitioned, in each direction',
  required: 'Registrations continue; a lost confirm causes a duplicate, which consumers ignore.',
  guard: 'the inbox of a consumer',
  lab: proxiedLab,

  async run(lab, random) {
    const [up, down] = [random.between(800, 2_500), random.between(800, 2_500)];
    const cut = await nothingArrives(lab, up);
    const { measured, twice } = await confirmsAreLost(lab, down);
    for (const each of [cut, measured]) requireServed(each, 'by the partition');
    return {
      events: [
        `for ${up} ms nothing of registration reached the broker`,
        ...summary(cut),
        `for ${down} ms nothing of the broker reached registration; ${twice} events were published again`,
        ...summary(measured),
      ],
      recovery: measured.recovery,
    };
  },

  async control(lab) {
    await lab.service('lecture').disableGuard('inbox');
    await confirmsAreLost(lab, 1_000);
    await lab.quiesce();
    return lab.check({ within: 2_000 });
  },
};
