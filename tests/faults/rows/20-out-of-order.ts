import type { Chance } from '../chance.js';
import type { Lab } from '../lab/lab.js';
import { messagesIn, putInto, takeAll } from '../lab/queues.js';
import type { Row } from '../row.js';
import { openLectures, registerForAll } from './some-of-everything.js';

const LATE = ['lecture', 'mypage'] as const;

/** Two consumers are down while events are published; their queues are shuffled before they restart. */
async function shuffle(lab: Lab, chance: Chance): Promise<string[]> {
  const lectures = await openLectures(lab);
  await lab.cancelLecture(lectures.doomed);
  const events: string[] = [];
  for (const consumer of LATE) await lab.service(consumer).stop();
  await registerForAll(lab, { ...lectures, doomed: lectures.algorithms });
  for (const consumer of LATE) {
    await lab.until(async () => (await messagesIn(lab, consumer)) >= 8, `nothing waits for ${consumer}`);
    const waiting = await takeAll(lab, consumer);
    const shuffled = chance.shuffled(waiting);
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
  required: 'The higher sequence wins, whatever comes first; what is stale is ignored.',
  guard: 'the comparison of sequences in the views',
  lab: {},

  run: async (lab, chance) => ({ events: await shuffle(lab, chance) }),

  async control(lab, chance) {
    await lab.service('mypage').weaken('view-sequence');
    await shuffle(lab, chance);
    await lab.quiesce();
    return lab.check({ within: 3_000 });
  },
};
