import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { messagesIn, putInto, takeAll } from '../lab/queues.js';
import type { Row } from '../row.js';
import { openLectures, registerForAll } from './every-kind-of-event.js';

const LATE = ['lecture', 'mypage'] as const;

/** Two consumers are down while events are published; their queues are shuffled before they restart. */
async function shuffle(lab: Lab, random: SeededRandom): Promise<string[]> {
  const lectures = await openLectures(lab);
  await lab.cancelLecture(lectures.doomed);
  const events: string[] = [];
  for (const consumer of LATE) await lab.service(consumer).stop();
  await registerForAll(lab, { ...lectures, doomed: lectures.algorithms });
  for (const consumer of LATE) {
    await lab.until(async () => (await messagesIn(lab, consumer)) >= 8, `nothing waits for ${consumer}`);
    const waiting = await takeAll(lab, consumer);
    const shuffled = random.shuffled(waiting);
    await putInto(lab, consumer, shuffled);
    const moved = shuffled.filter((message, at) => message !== waiting[at]).length;
    events.push(`${waiting.length} messages waited for ${consumer}; ${moved} of them changed their places`);
    await lab.service(consumer).start();
  }
  return events;
}

export const row20: Row = {
  number: 20,
  fault: 'Events out of order',
  required: 'The higher sequence wins in any order of arrival; stale events are ignored.',
  guard: 'the comparison of sequences in the views',
  lab: {},

  run: async (lab, random) => ({ events: await shuffle(lab, random) }),

  async control(lab, random) {
    await lab.service('mypage').disableGuard('view-sequence');
    await shuffle(lab, random);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
