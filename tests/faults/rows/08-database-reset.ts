import type { Lab } from '../lab/lab.js';
import { required, type Row } from '../row.js';
import { proxiedLab, pause } from './proxied-lab.js';
import { measureFault, summary } from '../recovery.js';

const POINT = 'registration.before-seat';

/** Every connection of registration is killed while a student's transaction is open; returns the response to the student. */
async function killedInTransaction(lab: Lab): Promise<{ status: number; killed: number }> {
  const registration = lab.service('registration');
  const schema = new URL(lab.addresses.databases.registration).pathname.slice(1);
  const lectureId = await lab.openLecture();
  const before = await registration.timesReached(POINT);
  await registration.arm(POINT, 'hang', { times: 1 });
  const asked = lab.students(1)[0]!.register(lectureId);
  await lab.until(async () => (await registration.timesReached(POINT)) > before, 'no transaction reaches the seat');
  const killed = await lab.mariadb.killConnections(schema);
  await registration.disarm(POINT);
  return { status: (await asked).status, killed };
}

export const row8: Row = {
  number: 8,
  fault: 'Database connections reset, database refused',
  required:
    'The pool recovers, a transaction whose connection was killed is retried; services reconnect to a database that was refused.',
  guard: 'the retry of transactions after a lost connection',
  lab: proxiedLab,

  async run(lab, random) {
    const { status, killed } = await killedInTransaction(lab);
    required([201, 202].includes(status), `a student whose transaction lost its connection got ${status}`);
    const line = lab.line('registration-mariadb');
    const refusedMs = lab.size === 'full' ? 10_000 : random.between(300, 1_500);
    const measured = await measureFault(lab, {
      inject: () => line.reset(),
      lasting: async () => {
        line.refuse();
        await pause(refusedMs);
      },
      restore: () => line.pass(),
    });
    return {
      events: [
        `${killed} connections were killed by SQL, one of them in a transaction; the student was answered ${status}`,
        `all connections were reset, and the database was refused for ${refusedMs} ms`,
        ...summary(measured),
      ],
      recovery: measured.recovery,
    };
  },

  async control(lab) {
    await lab.service('registration').disableGuard('transaction-retry');
    const { status } = await killedInTransaction(lab);
    return status >= 500 ? [`a student was answered ${status} although the database was there`] : [];
  },
};
