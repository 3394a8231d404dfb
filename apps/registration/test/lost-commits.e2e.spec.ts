import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aLecture, cast, describeWith, idOf, Line, MYSQL_COMMIT, seconds, tempDir, TestIdentity } from '#testing';
import { createConnection } from 'mysql2/promise';
import { RunningRegistration } from './running-registration.js';
import { Student } from './student.js';

const COMMITS_OF_A_REGISTRATION = 2;
const fates = ['not-sent', 'answer-lost'] as const;

describeWith('mysql', 'a registration with a lost COMMIT', (server) => {
  const schema = `sugang_t_lost_commits_${process.pid}_${Date.now()}`;
  const dataDir = tempDir();
  let line: Line;
  let running: RunningRegistration;
  let mina: Student;
  let count = 0;

  beforeAll(async () => {
    line = await Line.to(new URL(schema, `${server}/`).href);
    const identity = await TestIdentity.create();
    const settings = { DATABASE_URL: line.url, LOG_LEVEL: 'silent' };
    running = await RunningRegistration.start({ dataDir, keys: identity.keys, settings });
    mina = await Student.of(`http://127.0.0.1:${await running.service.listen(0, '127.0.0.1')}`, identity, cast.mina);
  });
  afterAll(async () => {
    await running.stop();
    await line.close();
    const connection = await createConnection(server);
    await connection.query(`DROP DATABASE ${schema}`);
    await connection.end();
  });

  /** Repeats the request with the same key, as a client does after a 503 or a 409 “in progress”. */
  async function registerUntilAnswered(lectureId: string): Promise<number[]> {
    const key = randomUUID();
    for (const statuses: number[] = []; ; running.clock.step(seconds(31))) {
      const { status, body } = await mina.register(lectureId, 'tok_ok', key);
      statuses.push(status);
      if (status === 201 || statuses.length > 5) return statuses;
      expect([503, 202, 'REQUEST_IN_PROGRESS']).toContain(status === 409 ? body.code : status);
    }
  }

  for (const fate of fates)
    for (let nth = 0; nth < COMMITS_OF_A_REGISTRATION; nth += 1)
      it(`is stored once when COMMIT number ${nth + 1} is lost (${fate}) and the student retries with the same key`, async () => {
        const lecture = aLecture({ id: idOf(0x7000 + (count += 1)) });
        await running.addLectures(lecture);
        const lostBefore = line.lost;
        line.lose(MYSQL_COMMIT, fate, nth);
        const statuses = await registerUntilAnswered(lecture.id);

        expect(statuses.at(-1)).toBe(201);
        expect(line.lost).toBe(lostBefore + 1);
        expect(await running.rows('SELECT status FROM registration WHERE lecture_id = ?', [lecture.id])).toEqual([
          { status: 'CONFIRMED' },
        ]);
        expect(await running.rows('SELECT held, taken FROM seat_ledger WHERE lecture_id = ?', [lecture.id])).toEqual([
          { held: 0, taken: 1 },
        ]);
      });
});
