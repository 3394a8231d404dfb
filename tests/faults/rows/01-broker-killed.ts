import type { Row } from '../row.js';
import { violationsWithoutOutboxMark } from './outbox-pending.js';
import { proxiedLab } from './proxied-lab.js';
import { requireServed, measureFault, summary } from '../recovery.js';

export const row1: Row = {
  number: 1,
  fault: 'Broker killed while messages are published',
  required:
    'Registrations continue, their events stored in the outbox; payment fails fast; no event is lost when the broker is back.',
  guard: 'the outbox that stores unconfirmed events',
  lab: proxiedLab,

  async run(lab, random) {
    const lasting = random.between(300, 1_500);
    const measured = await measureFault(lab, {
      inject: () => lab.rabbitmq.kill(),
      lasting,
      restore: () => lab.rabbitmq.restart(),
    });
    requireServed(measured, 'while the broker was away');
    return {
      events: [`the broker was killed, and started again after ${lasting} ms`, ...summary(measured)],
      recovery: measured.recovery,
    };
  },

  control: (lab) =>
    violationsWithoutOutboxMark(
      lab,
      () => lab.rabbitmq.kill(),
      () => lab.rabbitmq.restart(),
    ),
};
