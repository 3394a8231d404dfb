import { percent, type Experiment } from '../experiment.js';
import { p99, Visits, withStatus } from '../visits.js';

const [USERS, SECONDS, LIMIT_MS] = [20, 15, 3_000];

export const meshTimeout: Experiment = {
  name: 'mesh-timeout',
  title: 'A timeout of three seconds at the edge',
  question:
    'Payment takes up to six seconds and the edge times out after three, as a service mesh does: how many requests fail?',

  async run(stage) {
    const lab = await stage.open({
      env: { SUGANG_PROVIDER_LATENCY_MS: '0-6000', SUGANG_UPSTREAM_TIMEOUT_MS: String(LIMIT_MS) },
    });
    const lectureId = await lab.openLecture({ capacity: 100_000 });
    stage.report(`${USERS} users at a time for ${SECONDS} s ...`);
    const visits = await new Visits().crowd(lab, { users: USERS, seconds: SECONDS }, (student) =>
      student.register(lectureId),
    );
    const share = (...statuses: number[]) => percent(withStatus(visits, ...statuses), visits.length);
    return {
      done: [
        'The simulated provider takes up to six seconds; the gateway times out after three (the timeout that the chart sets for an Istio mesh).',
        `${USERS} concurrent users register for ${SECONDS} s. Registration waits for payment 610 ms per attempt, then defers the payment.`,
      ],
      measurements: [
        { what: 'answered before the timeout', here: share(201, 202), original: 'about 50 %' },
        { what: 'confirmed immediately; payment deferred', here: `${share(201)}; ${share(202)}` },
        { what: 'timed out (503, 504)', here: share(503, 504) },
        { what: 'p99', here: `${p99(visits)} ms` },
      ],
      charts: [
        {
          title: 'Answers',
          kind: 'bars',
          x: 'answer',
          y: 'requests',
          labels: ['201 confirmed', '202 pay later', 'cut off or failed'],
          series: [
            {
              name: 'requests',
              values: [withStatus(visits, 201), withStatus(visits, 202), visits.length - withStatus(visits, 201, 202)],
            },
          ],
        },
      ],
    };
  },
};
