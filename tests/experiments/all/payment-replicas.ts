import { percent, type Experiment } from '../experiment.js';
import { p99, Visits, withStatus, type Visit } from '../visits.js';

const [USERS, SECONDS] = [100, 12];
const REPLICAS = [1, 2, 3];
/** Slow enough that payment's replicas wait and the processors of the machine do not limit throughput. */
const FIXED = {
  SUGANG_PROVIDER_LATENCY_MS: '1000',
  SUGANG_PAYMENT_TIMEOUT_MS: '10000',
  SUGANG_PAYMENT_CALLS: '200',
  SUGANG_PAYMENT_CONCURRENCY: '8',
};

export const paymentReplicas: Experiment = {
  name: 'payment-replicas',
  title: 'One, two and three replicas of payment',
  question:
    'With a constant provider latency, does the throughput grow with the number of replicas, as an autoscaler expects?',

  async run(stage) {
    const runs: Visit[][] = [];
    for (const payment of REPLICAS) {
      const lab = await stage.open({ replicas: { payment }, env: FIXED });
      const lectureId = await lab.openLecture({ capacity: 100_000 });
      stage.report(`${USERS} users at a time for ${SECONDS} s, ${payment} replicas of payment ...`);
      runs.push(
        await new Visits().crowd(lab, { users: USERS, seconds: SECONDS }, (student) => student.register(lectureId)),
      );
    }
    const rates = runs.map((visits) => withStatus(visits, 201) / SECONDS);
    return {
      done: [
        'The simulated provider always takes one second; a replica of payment processes eight calls concurrently.',
        `${USERS} concurrent users register for ${SECONDS} s, with 1, 2 and 3 replicas of payment.`,
      ],
      measurements: [
        {
          what: 'confirmed per second with 1, 2, 3 replicas',
          here: rates.map((rate) => rate.toFixed(1)).join(', '),
          original: 'from 14.94 to 108 requests/s by autoscaling',
        },
        { what: 'as a ratio to one replica', here: rates.map((rate) => (rate / rates[0]!).toFixed(2)).join(', ') },
        { what: 'successful responses', here: percent(withStatus(runs.flat(), 201, 202), runs.flat().length) },
        { what: 'p99', here: runs.map((visits) => `${p99(visits)} ms`).join(', ') },
      ],
      charts: [
        {
          title: 'Confirmed registrations per second',
          kind: 'bars',
          x: 'replicas of payment',
          y: 'confirmed per second',
          labels: REPLICAS.map((replicas) => `${replicas} of payment`),
          series: [{ name: 'confirmed per second', values: rates }],
        },
      ],
    };
  },
};
