import type { Lab } from '../lab/lab.js';
import type { Student } from '../lab/student.js';
import { required, type Row } from '../row.js';
import { measureAlarm } from './05-broker-blocked.js';
import { retryUntilFinal } from './retry-with-key.js';
import { violationsWithoutOutboxMark } from './outbox-pending.js';
import { proxiedLab } from './proxied-lab.js';
import { summary } from '../recovery.js';

/** Below RabbitMQ's limit of 50 MB. */
const LEFT_FOR_RABBITMQ = 20;

/** Students register until the database disk is full; returns the rejected student and the number of accepted ones. */
async function fillDatabase(lab: Lab, lectureId: string) {
  await lab.mariadb.fillDisk();
  for (let registered = 0; ; registered += 1) {
    const [student] = lab.students(1);
    const { status } = await student!.register(lectureId, 'tok_ok', `full-${student!.id}`);
    if (status === 503) return { student: student!, registered };
    required([201, 202].includes(status), `on a full disk a student was answered ${status}`);
    required(registered < 2_000, 'the disk does not fill up');
  }
}

/** MariaDB aborts when there is not enough space for a rollback; its supervisor then restarts it. */
async function whileFull(lab: Lab, reader: Student, lectureId: string): Promise<string> {
  const { status } = await reader.get(`/lectures/${lectureId}/availability`);
  const ended = !lab.mariadb.runs;
  lab.mariadb.freeDisk();
  if (ended) await lab.mariadb.restart();
  required(status === 200 || ended, `on a full disk a reader was answered ${status}`);
  return ended
    ? 'MariaDB ended by itself, for want of room to roll back, and was started again'
    : 'readers were answered 200';
}

export const row28: Row = {
  number: 28,
  fault: 'Disk full: MariaDB, then RabbitMQ',
  required:
    'Writes are answered 503, reads continue, everything recovers when disk space is free; the disk alarm acts like a memory alarm.',
  guard: 'the outbox that stores unconfirmed events',
  lab: proxiedLab,

  async run(lab, random) {
    const { diskIsNotSmall } = lab.mariadb;
    if (diskIsNotSmall !== undefined) return { events: [`NOT POSSIBLE HERE: ${diskIsNotSmall}`] };
    const lectureId = await lab.openLecture({ capacity: 3_000 });
    const { student, registered } = await fillDatabase(lab, lectureId);
    const readers = await whileFull(lab, student, lectureId);
    const statuses = await retryUntilFinal(student, lectureId, `full-${student.id}`);
    required(statuses.at(-1) === 201, `with room again a student was answered ${statuses.join(', ')}`);
    const alarm = {
      inject: () => lab.rabbitmq.fillDisk(LEFT_FOR_RABBITMQ),
      restore: () => lab.rabbitmq.freeDisk(),
    };
    const { measured, waited } = await measureAlarm(lab, alarm, random.between(200, 1_000));
    return {
      events: [
        `the database's disk was full: after ${registered} more students one was answered 503; ${readers}`,
        'there was room again: the same key was answered 201',
        `the broker's disk was nearly full; ${waited} events waited in the outbox when the fault ended`,
        ...summary(measured),
      ],
      recovery: measured.recovery,
    };
  },

  async control(lab) {
    const { diskIsNotSmall } = lab.rabbitmq;
    if (diskIsNotSmall !== undefined) return [`NOT POSSIBLE HERE: ${diskIsNotSmall}`];
    return violationsWithoutOutboxMark(
      lab,
      () => lab.rabbitmq.fillDisk(LEFT_FOR_RABBITMQ),
      async () => lab.rabbitmq.freeDisk(),
    );
  },
};
