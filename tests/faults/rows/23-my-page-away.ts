import type { Lab } from '../lab/lab.js';
import { messagesIn, takeAll } from '../lab/queues.js';
import { required, type Row } from '../row.js';

const PER_SECOND = 15;
const LONGEST_CATCH_UP_S = 300;

/** Students register while My Page is down; returns the counts and its backlog. */
async function awayFor(lab: Lab, seconds: number) {
  await lab.service('mypage').stop();
  const load = await lab.load({ perSecond: PER_SECOND, seconds });
  await new Promise((wake) => setTimeout(wake, seconds * 1000));
  const counts = await load.stop();
  await lab.until(
    async () => (await messagesIn(lab, 'mypage')) >= 3 * counts.done,
    'not every event waits for My Page',
  );
  return { counts, backlog: await messagesIn(lab, 'mypage') };
}

export const row23: Row = {
  number: 23,
  fault: 'My Page is away for an hour',
  required:
    'The other services are unaffected, missed events wait in its queue, and it catches up within five minutes.',
  guard: 'the durable queue that stores the events My Page has missed',
  lab: {},

  async run(lab) {
    // An hour of traffic, compressed into minutes or seconds.
    const seconds = lab.size === 'full' ? 240 : 5;
    const before = await lab.load({ perSecond: PER_SECOND, seconds: 3 });
    await new Promise((wake) => setTimeout(wake, 3_000));
    const usual = await before.stop();
    const { counts, backlog } = await awayFor(lab, seconds);
    required(counts.failed === 0, `without My Page ${counts.failed} of ${counts.asked} requests failed`);
    required(backlog <= 5 * counts.asked, `${backlog} messages wait after ${counts.asked} registrations`);
    const from = performance.now();
    await lab.service('mypage').start();
    await lab.until(
      async () => (await messagesIn(lab, 'mypage')) === 0,
      'My Page does not catch up',
      LONGEST_CATCH_UP_S * 1000,
    );
    const withinS = (performance.now() - from) / 1000;
    return {
      events: [
        `My Page was stopped for ${seconds} s, in which ${counts.done} students registered and none failed`,
        `${backlog} messages waited for it; it had them ${withinS.toFixed(1)} s after its start began`,
      ],
      recovery: { withinS, throughput: counts.perSecond / usual.perSecond, p99During: counts.p99 },
    };
  },

  async control(lab) {
    await awayFor(lab, 2);
    await takeAll(lab, 'mypage');
    await lab.service('mypage').start();
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
