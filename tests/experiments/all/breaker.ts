import type { Lab } from '../../faults/lab/lab.js';
import { percent, type Experiment, type Stage } from '../experiment.js';
import { failed, p99, perSecond, Visits, withStatus, type Visit } from '../visits.js';

const [USERS, SECONDS] = [100, 20];
/** In the original system payment took 400 to 620 ms, and the breaker's timeout was 610 ms. */
const SLOW = {
  SUGANG_PROVIDER_LATENCY_MS: '400-620',
  SUGANG_PAYMENT_TIMEOUT_MS: '610',
  SUGANG_PAYMENT_BREAKER_PAUSE_MS: '5000',
};

async function crowd(lab: Lab, stage: Stage, how: string): Promise<Visit[]> {
  const lectureId = await lab.openLecture({ capacity: 100_000 });
  stage.report(`${USERS} users at a time for ${SECONDS} s, ${how} ...`);
  return new Visits().crowd(lab, { users: USERS, seconds: SECONDS }, (student) => student.register(lectureId));
}

export const breaker: Experiment = {
  name: 'breaker',
  title: 'The breaker, with a hundred users and a slow payment',
  question:
    'Payment takes 400 to 620 ms and the limit of a call is 610 ms: which responses do a hundred concurrent users get?',

  async run(stage) {
    const withIt = await crowd(await stage.open({ env: SLOW }), stage, 'with the breaker');
    const bare = await stage.open({ env: SLOW });
    await bare.service('registration').disableGuard('breaker');
    const without = await crowd(bare, stage, 'without it');
    const rate = (visits: Visit[]) => (visits.length / SECONDS).toFixed(1);
    const at = (visits: Visit[], ...statuses: number[]) => percent(withStatus(visits, ...statuses), visits.length);
    return {
      done: [
        `The simulated provider takes ${SLOW.SUGANG_PROVIDER_LATENCY_MS} ms, a call to payment times out after 610 ms.`,
        `${USERS} concurrent users register for ${SECONDS} s, each again as soon as they have a response.`,
        'The same again without the breaker.',
      ],
      measurements: [
        {
          what: 'successful responses (201 confirmed or 202 payment deferred), with the breaker',
          here: at(withIt, 201, 202),
          original: '66.62 %',
        },
        { what: 'failed, with the breaker', here: percent(failed(withIt), withIt.length), original: '33.38 %' },
        { what: 'confirmed immediately, with the breaker; without', here: `${at(withIt, 201)}; ${at(without, 201)}` },
        { what: 'requests per second, with the breaker; without', here: `${rate(withIt)}; ${rate(without)}` },
        { what: 'p99, with the breaker; without', here: `${p99(withIt)} ms; ${p99(without)} ms` },
      ],
      charts: [
        {
          title: 'Answers with the breaker',
          kind: 'lines',
          x: 'seconds',
          y: 'answers per second, by when they were asked for',
          series: [201, 202].map((status) => ({
            name: status === 201 ? '201 confirmed' : '202 pay later',
            values: perSecond(
              withIt.filter((visit) => visit.status === status),
              SECONDS,
            ),
          })),
        },
      ],
    };
  },
};
