import { serviceNames } from '#contracts';
import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../faults/lab/lab.js';
import type { LabOptions } from '../../faults/lab/options.js';
import { percent, type Experiment, type Stage } from '../experiment.js';
import { failed, p99, Visits, type Visit } from '../visits.js';

const SERVICES = ['gateway', ...serviceNames] as const;
const PER_SECOND = 3;
const TWO_OF_EACH: LabOptions = {
  also: ['notification'],
  replicas: Object.fromEntries(SERVICES.map((name) => [name, 2])),
  // A SQLite file of views supports one process only.
  views: 'mongodb',
  env: { SUGANG_DRAIN_WAIT_MS: '1500' },
};

/** Restarts every replica of every service, one at a time, while students register and read. */
async function replaceAll(lab: Lab, stage: Stage, how: string): Promise<Visit[]> {
  const lectureId = await lab.openLecture({ capacity: 100_000 });
  const visits = new Visits();
  const story = async () => {
    await pause(2_000);
    for (const name of SERVICES) {
      stage.report(`${how}: replacing both replicas of ${name} ...`);
      for (const replica of [0, 1]) {
        await lab.service(name, replica).stop();
        await lab.service(name, replica).start();
      }
    }
    await pause(2_000);
  };
  await visits.stream(lab, PER_SECOND, (student) => student.register(lectureId), story());
  return visits.all;
}

export const rollingRestart: Experiment = {
  name: 'rolling-restart',
  title: 'Every replica replaced under load',
  question:
    'Every replica of every service is replaced while students register: does a request fail, with and without readiness checks and drain?',

  async run(stage) {
    const kept = await replaceAll(await stage.open(TWO_OF_EACH), stage, 'with readiness and drain');
    const bare = await stage.openUnguarded({ ...TWO_OF_EACH, blind: true });
    for (const name of SERVICES) for (const replica of [0, 1]) await bare.service(name, replica).disableGuard('drain');
    const lost = await replaceAll(bare, stage, 'without');
    const well = (visits: Visit[]) => percent(visits.length - failed(visits), visits.length);
    return {
      done: [
        'Two replicas of the gateway and of every service; a load balancer that checks readiness, as a cluster does.',
        `${PER_SECOND} students a second register. One replica after the other receives SIGTERM, shuts down gracefully, and is started again.`,
        'The same again with services that exit immediately, and a load balancer that does not check readiness.',
      ],
      measurements: [
        { what: 'successful responses with readiness checks and drain', here: well(kept), original: '100 %' },
        { what: 'successful responses without', here: well(lost), original: '20 %' },
        { what: 'requests with; without', here: `${kept.length}; ${lost.length}` },
        { what: 'p99 with; without', here: `${p99(kept)} ms; ${p99(lost)} ms` },
      ],
      charts: [
        {
          title: 'Requests that failed',
          kind: 'bars',
          x: 'how',
          y: 'percent of the requests',
          labels: ['with readiness and drain', 'without'],
          series: [{ name: 'failed', values: [kept, lost].map((visits) => (failed(visits) / visits.length) * 100) }],
        },
      ],
    };
  },
};
