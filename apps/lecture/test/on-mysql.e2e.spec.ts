import { afterAll, expect, it } from '@jest/globals';
import { cast, describeWith, eventually } from '#testing';
import { createConnection } from 'mysql2/promise';
import { lastSessionEnd } from './algorithms-101.js';
import { LectureOffice } from './lecture-office.js';

const { drPark, admin } = cast;

describeWith('mysql', 'the lecture service on a MySQL server', (server) => {
  const schema = `sugang_lecture_e2e_${process.pid}_${Date.now()}`;
  const address = new URL(server);
  address.pathname = schema;
  const office = LectureOffice.forTheseTests({ DATABASE_URL: address.href });
  afterAll(async () => {
    const connection = await createConnection(server);
    await connection.query(`DROP DATABASE ${schema}`);
    await connection.end();
  });

  it('opens, changes once of twenty, enrolls, lists, cancels and closes', async () => {
    const [{ id }, closing] = [await office.opened({ title: '한국어 글쓰기 🎓' }), await office.opened()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => office.changes(drPark, id, { capacity: 100 + n }, '"1"')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    for (let n = 1; n <= 20; n += 1) await office.enrolls(n, id, { studentId: `student-${n}` });
    await eventually(async () => expect((await office.get(`/lectures/${id}`)).body.enrolled).toBe(20));
    expect((await office.get('/lectures?q=글쓰기')).body.items).toMatchObject([{ id, enrolled: 20, version: 2 }]);
    const csv = await office.get(`/admin/lectures/${id}/roster`, admin, { accept: 'text/csv' });
    expect((csv.body as string).split('\r\n')).toHaveLength(22);
    expect((await office.cancels(drPark, id)).status).toBe(202);
    office.clock.moveTo(lastSessionEnd.toISOString());
    await eventually(async () => expect((await office.get(`/lectures/${closing.id}`)).body.status).toBe('CLOSED'));
    await eventually(() => expect(office.events.named('lecture.closed')).toHaveLength(1));
  });
});
