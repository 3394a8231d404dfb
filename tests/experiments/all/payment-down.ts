import type { Lab } from '../../faults/lab/lab.js';
import { percent, type Experiment } from '../experiment.js';
import { answersOf, outage } from '../outage.js';
import { failed, p99, withStatus } from '../visits.js';

/** Students whose payment was deferred pay now; returns how many succeeded. */
async function payDeferredPayments(lab: Lab): Promise<{ waiting: number; paid: number }> {
  const waiting = lab.history.of('done').filter(({ status }) => status === 202);
  let paid = 0;
  for (const { student, answer } of waiting) {
    const payment = await student.pay(answer.id);
    // Already confirmed by the payment's event.
    if (payment.status === 200 || payment.body.code === 'REGISTRATION_OVER') paid += 1;
    else if ((await student.get(`/registrations/${answer.id}`)).body.status === 'CONFIRMED') paid += 1;
  }
  return { waiting: waiting.length, paid };
}

export const paymentDown: Experiment = {
  name: 'payment-down',
  title: 'Payment down and back',
  question: 'Payment is stopped for ten seconds: does a student lose a seat, or get a registration without a payment?',

  async run(stage) {
    const lab = await stage.open({});
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    stage.report('students register, five a second; payment stops after eight seconds, for ten ...');
    const payment = lab.service('payment');
    const seen = await outage(lab, lectureId, {
      away: async () => void (await payment.stop()),
      back: () => payment.start(),
    });
    stage.report('students with a deferred payment pay ...');
    const { waiting, paid } = await payDeferredPayments(lab);
    const { visits, during } = seen;
    return {
      done: [
        'Five students a second register and pay by card.',
        'Payment is stopped (SIGTERM) for ten seconds, then started again.',
        'Students with a deferred payment then pay for the registration and the seat that were kept.',
      ],
      measurements: [
        { what: 'requests in all', here: String(visits.all.length) },
        { what: 'answered with an error', here: String(failed(visits.all)) },
        {
          what: 'while payment was down: seat held, payment deferred (202)',
          here: percent(withStatus(during, 202), during.length),
        },
        { what: 'p99 before; during the downtime', here: `${p99(seen.before)} ms; ${p99(during)} ms` },
        { what: 'of the deferred payments, succeeded afterwards', here: percent(paid, waiting) },
      ],
      charts: [answersOf('Registrations while payment is down', seen, 'payment is down')],
    };
  },
};
