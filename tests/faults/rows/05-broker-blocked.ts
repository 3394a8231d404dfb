import { required, type Row } from '../row.js';
import type { Lab } from '../lab/lab.js';
import { pendingInOutbox, violationsWithoutOutboxMark } from './outbox-pending.js';
import { proxiedLab, pause } from './proxied-lab.js';
import { requireServed, measureFault, summary, type Fault, type FaultMeasurement } from '../recovery.js';

const VISIBLE = 'RabbitMQ blocks publishers';

/** Publishers are blocked by an alarm for a while: visible to operators, without effect on students. */
export async function measureAlarm(
  lab: Lab,
  alarm: Pick<Fault, 'inject' | 'restore'>,
  lasting: number,
): Promise<{ measured: FaultMeasurement; waited: number }> {
  const registration = lab.service('registration');
  const printedBefore = registration.printed.length;
  let waited = 0;
  const measured = await measureFault(lab, {
    ...alarm,
    lasting: async () => {
      await lab.until(
        () => registration.printed.slice(printedBefore).includes(VISIBLE),
        'registration does not say that it is blocked',
      );
      await pause(lasting);
      waited = await pendingInOutbox(lab);
      required(waited > 0, 'the outbox does not grow while the broker takes nothing');
      const { status } = await fetch(`${registration.url}/health/ready`);
      required(status === 200, `registration is not ready (${status}) although it can register`);
    },
  });
  requireServed(measured, 'while publishers were blocked');
  return { measured, waited };
}

export const row5: Row = {
  number: 5,
  fault: 'Broker blocks publishers: memory alarm',
  required:
    'Publishers are blocked and report it, the outbox grows, registrations continue, and every event is published afterwards.',
  guard: 'the outbox that stores unconfirmed events',
  lab: proxiedLab,

  async run(lab, random) {
    const lasting = random.between(500, 2_000);
    const alarm = { inject: () => lab.rabbitmq.memoryIsShort(), restore: () => lab.rabbitmq.memoryIsBack() };
    const { measured, waited } = await measureAlarm(lab, alarm, lasting);
    return {
      events: [
        `the broker was short of memory; ${waited} events waited in the outbox when the fault ended`,
        ...summary(measured),
      ],
      recovery: measured.recovery,
    };
  },

  control: (lab) =>
    violationsWithoutOutboxMark(
      lab,
      () => lab.rabbitmq.memoryIsShort(),
      () => lab.rabbitmq.memoryIsBack(),
    ),
};
