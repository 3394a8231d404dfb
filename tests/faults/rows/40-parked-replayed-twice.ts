import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { messagesIn, putInto, takeAll } from '../lab/queues.js';
import { required, type Row } from '../row.js';
import { openLectures, registerForAll } from './every-kind-of-event.js';

const PARKED = resolve(import.meta.dirname, '../../../dist/libs/messaging/src/cli/parked.js');
const LATE = ['lecture', 'mypage'] as const;

/** The operator's command. */
const replay = (lab: Lab, consumer: string) =>
  promisify(execFile)(process.execPath, [PARKED, 'replay', '--all', consumer], {
    env: { ...process.env, BROKER_URL: lab.addresses.broker },
  });

/** Every message of two consumers is parked while registrations continue; then the parked messages are replayed twice. */
async function replayTwice(lab: Lab, random: SeededRandom): Promise<string[]> {
  const lectures = await openLectures(lab);
  for (const consumer of LATE) await lab.service(consumer).stop();
  await registerForAll(lab, { ...lectures, doomed: lectures.algorithms });
  const events: string[] = [];
  for (const consumer of LATE) {
    await lab.until(async () => (await messagesIn(lab, consumer)) >= 8, `nothing waits for ${consumer}`);
    const missed = random.shuffled(await takeAll(lab, consumer)).map((message) => ({
      ...message,
      headers: {
        'x-sugang-reason': 'a defect that has been fixed',
        'x-sugang-attempt': 5,
        'x-sugang-parked-at': Date.now(),
      },
    }));
    await lab.service(consumer).start();
    for (const time of ['once', 'twice']) {
      await putInto(lab, `${consumer}.parked`, missed);
      await replay(lab, consumer);
      required((await messagesIn(lab, `${consumer}.parked`)) === 0, `something stays parked after a replay`);
      if (time === 'once') await lab.until(async () => (await messagesIn(lab, consumer)) === 0, 'nothing is consumed');
    }
    events.push(`${missed.length} parked messages were sent back to ${consumer} twice, out of order`);
  }
  return events;
}

export const row40: Row = {
  number: 40,
  fault: 'Parked messages are replayed twice',
  required: 'The end state is the same as after one replay.',
  guard: 'the comparison of sequences in the views',
  lab: {},

  run: async (lab, random) => ({ events: await replayTwice(lab, random) }),

  async control(lab, random) {
    await lab.service('mypage').disableGuard('view-sequence');
    await replayTwice(lab, random);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
