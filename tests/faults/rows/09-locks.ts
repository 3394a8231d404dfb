import { setTimeout as after } from 'node:timers/promises';
import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { retryUntilFinal } from './retry-with-key.js';
import { proxiedLab } from './proxied-lab.js';

const LONGEST_ANSWER_MS = 14_000;

const schemaOf = (lab: Lab): string => new URL(lab.addresses.databases.registration).pathname.slice(1);
const rowOf = (lectureId: string): string => `SELECT * FROM seat_ledger WHERE lecture_id = '${lectureId}' FOR UPDATE`;

/** InnoDB refreshes this view at most every 100 ms. */
const NEW_PICTURE_MS = 150;

async function waitingForLocks(lab: Lab): Promise<number> {
  await after(NEW_PICTURE_MS);
  const rows = await lab.mariadb.rows(
    schemaOf(lab),
    "SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'",
  );
  return rows.length;
}

/** A session locks the lecture for longer than any request waits. */
async function lockedForGood(lab: Lab): Promise<{ waited: number }> {
  const [locked, other] = [await lab.openLecture(), await lab.openLecture()];
  const [mina, joon] = lab.students(2);
  const held = await lab.mariadb.hold(schemaOf(lab), rowOf(locked));
  const from = performance.now();
  const asked = mina!.register(locked, 'tok_ok', 'locked');
  const beside = await joon!.register(other);
  required([201, 202].includes(beside.status), `beside a locked lecture a student was answered ${beside.status}`);
  const { status } = await asked;
  const waited = Math.round(performance.now() - from);
  await held.letGo();
  required(status === 503, `for a lecture that stays locked a student was answered ${status}`);
  required(waited < LONGEST_ANSWER_MS, `for a lecture that stays locked a student waited ${waited} ms`);
  const last = (await retryUntilFinal(mina!, locked, 'locked')).at(-1);
  required(last === 201, `after the lock a student was answered ${last}`);
  return { waited };
}

/**
 * A session locks the lecture first and then a row that the registration has locked: the opposite order, so that one of the two is
 * rolled back. It has written more than the registration, which MariaDB therefore chooses as the victim.
 */
async function deadlocks(lab: Lab, students: number): Promise<number[]> {
  const lectureId = await lab.openLecture({ capacity: students });
  const schema = schemaOf(lab);
  await lab.mariadb.rows(schema, 'CREATE TABLE IF NOT EXISTS lab_weight (n INT)');
  const weight = `INSERT INTO lab_weight VALUES ${Array.from({ length: 300 }, (_, n) => `(${n})`).join()}`;
  const held = await lab.mariadb.hold(schema, weight, rowOf(lectureId));
  const answers = Promise.all(lab.students(students).map((student) => student.register(lectureId)));
  await lab.until(async () => (await waitingForLocks(lab)) > 0, 'no transaction waits for the lecture');
  await held.also(
    `SELECT COUNT(*) FROM (SELECT id FROM registration WHERE lecture_id = '${lectureId}' FOR UPDATE) AS taken`,
  );
  await held.letGo();
  return (await answers).map(({ status }) => status);
}

export const row9: Row = {
  number: 9,
  fault: 'Lock timeout, deadlock storm',
  required:
    'Whole transactions are retried a bounded number of times, then answered 503; other requests are not delayed.',
  guard: 'the retry of transactions after contention',
  lab: proxiedLab,

  async run(lab, random) {
    const students = random.between(4, 10);
    const statuses = await deadlocks(lab, students);
    required(
      statuses.every((status) => status === 201 || status === 202),
      `in a deadlock students were answered ${statuses.join(', ')}`,
    );
    const { waited } = await lockedForGood(lab);
    return {
      events: [
        `${students} students met a session that locks in the opposite order; all got their seats`,
        `a lecture stayed locked: 503 after ${waited} ms, and 201 with the same key when it was let go`,
      ],
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('transaction-retry');
    const statuses = await deadlocks(lab, 6);
    return statuses.filter((status) => status >= 500).map((status) => `in a deadlock a student was answered ${status}`);
  },
};
