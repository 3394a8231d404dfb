import type { Row } from '../row.js';
import { withoutMark } from './broker-ways.js';
import { onLines } from './on-lines.js';
import { servedThroughout, throughAFault, summary } from '../recovery.js';

export const row1: Row = {
  number: 1,
  fault: 'Broker killed while messages are published',
  required:
    'Registering goes on, into the outbox; payment fails fast; nothing published is lost when the broker is back.',
  guard: 'the outbox that keeps what was not confirmed',
  lab: onLines,

  async run(lab, chance) {
    const lasting = chance.between(300, 1_500);
    const through = await throughAFault(lab, {
      harm: () => lab.rabbitmq.kill(),
      lasting,
      mend: () => lab.rabbitmq.restart(),
    });
    servedThroughout(through, 'while the broker was away');
    return {
      events: [`the broker was killed, and started again after ${lasting} ms`, ...summary(through)],
      recovery: through.recovery,
    };
  },

  control: (lab) =>
    withoutMark(
      lab,
      () => lab.rabbitmq.kill(),
      () => lab.rabbitmq.restart(),
    ),
};
