import type { SeededRandom } from '../seeded-random.js';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';

const STUDENTS = 20;
const POINT = 'relay.before-mark';
/** The lease of a claim is 10 s. */
const LEASE_AND_SOME_MS = 25_000;

interface Sent {
  id: string;
  at: string;
}

const sent = (lab: Lab): Promise<Sent[]> =>
  lab.rows('registration', `SELECT id, CAST(sent_at AS CHAR) AS at FROM outbox WHERE status = 'SENT' ORDER BY id`);

const nothingIsPending = (lab: Lab): Promise<void> =>
  lab.until(
    async () => (await lab.rows('registration', `SELECT id FROM outbox WHERE status = 'PENDING' LIMIT 1`)).length === 0,
    'what one relay has claimed is not taken over by the other',
    LEASE_AND_SOME_MS,
  );

/** Both relays are busy; returns how many events of registration were published more than once. */
async function shareTheWork(lab: Lab): Promise<{ events: number; twice: number }> {
  const lectureId = await lab.openLecture({ capacity: STUDENTS });
  const alreadyPublished = lab.tap.published.length;
  await Promise.all(lab.students(STUDENTS).map((student) => student.register(lectureId)));
  await nothingIsPending(lab);
  const events = lab.tap.published
    .slice(alreadyPublished)
    .filter(({ routingKey }) => routingKey.startsWith('registration.'));
  return { events: events.length, twice: events.filter(({ id }) => lab.tap.timesOf(id) > 1).length };
}

/** One relay freezes after publishing, past its lease, before it marks the rows; returns which marks changed after its thaw. */
async function freezeBeforeTheMark(lab: Lab, replica: number): Promise<number> {
  const relay = lab.service('registration', replica);
  const lectureId = await lab.openLecture({ capacity: 10_000 });
  const before = await relay.timesReached(POINT);
  await relay.arm(POINT, 'hang');
  await lab.until(async () => {
    // The gateway reuses connections: only concurrent requests reach both replicas reliably.
    await Promise.all(lab.students(STUDENTS).map((student) => student.register(lectureId)));
    return (await relay.timesReached(POINT)) > before;
  }, 'the relay does not come to its marks');
  relay.freeze();
  await nothingIsPending(lab);
  const marks = await sent(lab);
  relay.thaw();
  const marked = await relay.timesReached('relay.after-mark');
  await relay.disarm(POINT);
  await lab.until(
    async () => (await relay.timesReached('relay.after-mark')) > marked,
    'the thawed relay does not mark',
  );
  const after = new Map((await sent(lab)).map(({ id, at }) => [id, at]));
  return marks.filter(({ id, at }) => after.get(id) !== at).length;
}

export const row27: Row = {
  number: 27,
  fault: 'Two relays, one of them frozen past its lease',
  required:
    'The claims of the relays are disjoint; the other relay takes over, and marks that arrive too late change nothing.',
  guard: 'the fencing of marks by their claim, and the lease',
  lab: { replicas: { registration: 2 } },

  async run(lab, random: SeededRandom) {
    const { events, twice } = await shareTheWork(lab);
    required(twice === 0, `${twice} of ${events} events were published more than once`);
    const replica = random.between(0, 1);
    const changed = await freezeBeforeTheMark(lab, replica);
    required(changed === 0, `${changed} marks were changed by a relay whose lease had run out`);
    return {
      events: [
        `two relays shared ${events} events, none was published twice`,
        `relay ${replica} was frozen before its marks, past its lease; the other one sent everything`,
        'after the thaw its marks changed nothing',
      ],
    };
  },

  async control(lab) {
    for (const replica of [0, 1]) await lab.service('registration', replica).disableGuard('outbox-fencing');
    const changed = await freezeBeforeTheMark(lab, 0);
    return changed > 0 ? [`${changed} marks were changed by a relay whose lease had run out`] : [];
  },
};
