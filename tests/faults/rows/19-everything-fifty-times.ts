import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { publishAgain } from '../lab/queues.js';
import { required, type Row } from '../row.js';
import { consumedBy } from './consumed.js';
import { publishEveryKindOfEvent } from './every-kind-of-event.js';

const COPIES = 50;
const CONSUMERS = ['registration', 'payment', 'lecture'] as const;

/** All rows that an event can affect: a second effect would change them. */
async function effects(lab: Lab): Promise<string[]> {
  const read = async (service: (typeof CONSUMERS)[number], sql: string) =>
    (await lab.rows(service, sql)).map((row) => `${service}: ${/FROM (\w+)/.exec(sql)![1]} ${JSON.stringify(row)}`);
  const all = await Promise.all([
    read('registration', 'SELECT * FROM registration ORDER BY id'),
    read('registration', 'SELECT * FROM seat_ledger ORDER BY lecture_id'),
    read('payment', 'SELECT * FROM payments ORDER BY id'),
    read('payment', 'SELECT * FROM provider_ledger ORDER BY charge_key'),
    read('lecture', 'SELECT * FROM roster ORDER BY registration_id'),
    ...CONSUMERS.map((each) => read(each, 'SELECT consumer, event_id FROM inbox ORDER BY event_id')),
  ]);
  return all.flat();
}

function difference(before: string[], after: string[]): string {
  const [was, is] = [new Set(before), new Set(after)];
  return [...before.filter((row) => !is.has(row)), ...after.filter((row) => !was.has(row))].slice(0, 4).join('; ');
}

async function deliverAgain(lab: Lab, from: number, random: SeededRandom): Promise<number> {
  const events = lab.tap.published.slice(from);
  await publishAgain(lab, random.shuffled(events.flatMap((event) => Array.from({ length: COPIES }, () => event))));
  await lab.quiesce();
  return events.length;
}

const known = async (lab: Lab): Promise<number> => {
  const counts = CONSUMERS.flatMap((name) =>
    [0, 1].map((replica) => consumedBy(lab.service(name, replica), 'duplicate')),
  );
  return (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
};

export const row19: Row = {
  number: 19,
  fault: `Every event is delivered ${COPIES} times`,
  required: 'Each event takes effect once, whichever replica receives the copies.',
  guard: 'the inbox',
  lab: { replicas: { registration: 2, payment: 2, lecture: 2 } },

  async run(lab, random) {
    const from = lab.tap.published.length;
    await publishEveryKindOfEvent(lab);
    await lab.quiesce();
    const [before, knownBefore] = [await effects(lab), await known(lab)];
    const count = await deliverAgain(lab, from, random);
    const changed = difference(before, await effects(lab));
    required(changed === '', `copies of events had an effect: ${changed}`);
    const duplicates = (await known(lab)) - knownBefore;
    required(duplicates > count, `only ${duplicates} copies were met in an inbox`);
    return {
      events: [`${count} events were published ${COPIES} times more; ${duplicates} copies were met in an inbox`],
    };
  },

  async control(lab, random) {
    for (const name of CONSUMERS) for (const replica of [0, 1]) await lab.service(name, replica).disableGuard('inbox');
    const from = lab.tap.published.length;
    await publishEveryKindOfEvent(lab);
    await deliverAgain(lab, from, random);
    return lab.check({ within: 3_000 });
  },
};
