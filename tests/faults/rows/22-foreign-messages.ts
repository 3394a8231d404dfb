import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { messagesIn, putInto, takeAll, type Lying } from '../lab/queues.js';
import { required, RequirementNotMet, type Row } from '../row.js';

const CONSUMERS = ['lecture', 'payment', 'registration', 'mypage'] as const;
const FIVE_MEGABYTES = 5 * 1024 * 1024;
const KEY = 'registration.canceled.v1';

/** Messages that another system, a bug or a future version may send; `sound` is a valid event. */
const hostile = (sound: string): Record<string, string> => ({
  'what is cut off': sound.slice(0, 40),
  nothing: '',
  null: 'null',
  'a message of another system': '{"hello":"there"}',
  'a field of another type': sound.replace(/"sequence":\d+/, '"sequence":"last"'),
  'a version from the future': sound.replace('canceled.v1"', 'canceled.v2"'),
  'another event than its key says': sound.replaceAll('registration.canceled', 'registration.expired'),
  'five megabytes': JSON.stringify({ padding: 'x'.repeat(FIVE_MEGABYTES) }),
  'a prototype': '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}',
});

async function sendThem(lab: Lab, consumer: (typeof CONSUMERS)[number]): Promise<string[]> {
  const lectureId = await lab.openLecture();
  const [mina, joon] = lab.students(2);
  const { body } = await mina!.register(lectureId);
  await mina!.cancel(body.id as string);
  const isSound = ({ routingKey, body: text }: { routingKey: string; body: string }) =>
    routingKey === KEY && text.includes(mina!.id);
  await lab.until(() => lab.tap.published.some(isSound), 'the end of a registration is not published');
  const bodies = Object.entries(hostile(lab.tap.published.find(isSound)!.body));
  const messages = bodies.map(([, text], n): Lying => ({
    id: `hostile-${n}`,
    routingKey: KEY,
    body: text,
    headers: {},
  }));
  await putInto(lab, consumer, messages);
  const from = performance.now();
  await lab.until(
    async () => (await messagesIn(lab, `${consumer}.parked`)) === messages.length,
    `F10: not every message that cannot be read is parked at ${consumer}`,
    8_000,
  );
  const withinMs = Math.round(performance.now() - from);
  const parked = await takeAll(lab, `${consumer}.parked`);
  for (const { id, headers } of parked) {
    const [what = id] = bodies[Number(id.split('-')[1])] ?? [];
    required(headers['x-sugang-attempt'] === 1, `${what} was tried ${String(headers['x-sugang-attempt'])} times`);
    required(String(headers['x-sugang-reason']).includes('unreadable'), `${what} is parked without its reason`);
  }
  required(lab.service(consumer).runs, `${consumer} has crashed`);
  const after = await joon!.register(lectureId);
  required(after.status === 201, `afterwards a student was answered ${after.status}`);
  return [
    `${consumer} got ${bodies.map(([what]) => what).join(', ')}`,
    `all ${parked.length} were parked within ${withinMs} ms, untried, each with its reason; a student registered after them`,
  ];
}

export const row22: Row = {
  number: 22,
  fault: 'Foreign and malformed messages',
  required:
    'The messages are parked immediately with their reason, without a retry; no service crashes, and all other messages are consumed.',
  guard: 'the parking of messages that cannot be read',
  lab: {},

  run: async (lab, random: SeededRandom) => ({ events: await sendThem(lab, random.oneOf(CONSUMERS)) }),

  async control(lab) {
    await lab.service('lecture').disableGuard('parking');
    try {
      await sendThem(lab, 'lecture');
      return [];
    } catch (error) {
      if (error instanceof RequirementNotMet) return [error.message];
      throw error;
    }
  },
};
