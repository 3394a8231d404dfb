import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aLecture, describeWith, eventually, idOf, minutes, tempDir, TestClock } from '#testing';
import { createConnection } from 'mysql2/promise';
import { FullLectures } from '../src/ports/full-lectures.js';
import { CancelRegistration } from '../src/use-cases/cancel-registration.js';
import { ExpireOverdueHolds } from '../src/use-cases/expire-overdue-holds.js';
import { RegisterForLecture } from '../src/use-cases/register-for-lecture.js';
import { card } from './student.js';
import { RunningRegistration } from './running-registration.js';

describeWith('mysql', 'three replicas of registration over one store', (server) => {
  const schema = `sugang_t_replicas_${process.pid}_${Date.now()}`;
  const directories = [tempDir(), tempDir(), tempDir()];
  const clock = new TestClock();
  let replicas: RunningRegistration[];

  beforeAll(async () => {
    const settings = { DATABASE_URL: new URL(schema, `${server}/`).href };
    replicas = await Promise.all(directories.map((dataDir) => RunningRegistration.start({ dataDir, settings, clock })));
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    const connection = await createConnection(server);
    await connection.query(`DROP DATABASE ${schema}`);
    await connection.end();
  });

  const rows = (sql: string, ...values: string[]) => replicas[0]!.rows(sql, values);
  const register = (n: number, lectureId: string, token: string) =>
    replicas[n % 3]!.commands.execute(new RegisterForLecture(`student-${n}`, lectureId, card(token)));

  it('assign exactly thirty seats to ninety students', async () => {
    const lecture = aLecture({ id: idOf(0x6001), capacity: 30 });
    await replicas[0]!.addLectures(lecture);
    const outcomes = await Promise.allSettled(Array.from({ length: 90 }, (_, n) => register(n, lecture.id, 'tok_ok')));
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as { code?: string }).code] : [],
    );
    expect(refused).toEqual(Array.from({ length: 60 }, () => 'LECTURE_FULL'));
    expect(await rows('SELECT held, taken FROM seat_ledger WHERE lecture_id = ?', lecture.id)).toEqual([
      { held: 0, taken: 30 },
    ]);
  }, 60_000);

  it('detect a seat of a full lecture that another replica has released', async () => {
    const lecture = aLecture({ id: idOf(0x6003), capacity: 1 });
    await replicas[0]!.addLectures(lecture);
    const fullAt = (n: number) => replicas[n]!.service.app.get(FullLectures);
    const { registration } = await register(0, lecture.id, 'tok_ok');
    const seat = { lectureId: lecture.id, studentId: 'late' };
    expect(await fullAt(1).enter(seat)).toMatchObject({ lectureId: lecture.id, taken: 1 });
    await replicas[0]!.commands.execute(new CancelRegistration(registration.id, 'student-0'));
    await eventually(async () => expect(await fullAt(1).enter(seat)).toBeUndefined(), { within: 1_000 });
  });

  it('expire every overdue hold once when all replicas sweep concurrently', async () => {
    const lecture = aLecture({ id: idOf(0x6002), capacity: 200 });
    await replicas[0]!.addLectures(lecture);
    for (let n = 0; n < 120; n += 20)
      await Promise.all(Array.from({ length: 20 }, (_, next) => register(n + next, lecture.id, 'tok_error')));
    clock.step(minutes(10));

    const sweep = async (replica: RunningRegistration) => {
      while ((await replica.commands.execute(new ExpireOverdueHolds(100))) === 'more');
    };
    await Promise.all(replicas.map(sweep));

    expect(await rows('SELECT held, taken FROM seat_ledger WHERE lecture_id = ?', lecture.id)).toEqual([
      { held: 0, taken: 0 },
    ]);
    expect(
      await rows("SELECT COUNT(*) AS published FROM outbox WHERE routing_key = 'registration.expired.v1'"),
    ).toEqual([{ published: 120 }]);
  }, 60_000);
});
