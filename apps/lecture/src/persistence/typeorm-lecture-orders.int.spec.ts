import { expect, it } from '@jest/globals';
import { LectureSort, type LectureState } from '#contracts';
import { idOf } from '#testing';
import { drLee } from '../../test/algorithms-101.js';
import { account, lecture, onEveryStore } from '../../test/lecture-bench.js';
import type { LectureFilter, LecturePlace } from '../ports/lecture-lists.js';

const starting = (startsAt: string): LectureState['sessions'] => [
  { startsAt: '2027-12-01T01:00:00.000Z', endsAt: '2027-12-01T02:00:00.000Z', place: 'Room 301' },
  { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), place: 'Room 301' },
];
const fee = (amount: number) => ({ amount, currency: 'KRW' as const });

const cases = [
  lecture(101, { title: 'algebra', fee: fee(30_000), sessions: starting('2027-05-01T01:00:00.000Z') }),
  lecture(102, { title: 'Biology', fee: fee(0), sessions: starting('2027-03-01T01:00:00.000Z') }),
  lecture(103, { title: 'Économie', fee: fee(30_000), sessions: starting('2027-04-01T01:00:00.000Z') }),
  lecture(104, { title: 'ALGEBRA', fee: fee(90_000), sessions: starting('2027-04-01T01:00:00.000Z') }),
];
const orders: [LectureSort, number[]][] = [
  ['createdAt', [101, 102, 103, 104]],
  ['startsAt', [102, 103, 104, 101]],
  ['title', [101, 104, 102, 103]],
  ['fee', [102, 101, 103, 104]],
];

onEveryStore('the orders and filters of the list of lectures', (bench) => {
  const ids = async (filter: LectureFilter) =>
    (await bench.lists.page(filter, { sort: 'createdAt', limit: 100 })).items.map(({ id }) => id);

  it.each(
    orders.flatMap(([sort, order]) => [
      [sort, order] as const,
      [LectureSort.parse(`-${sort}`), order.toReversed()] as const,
    ]),
  )('sorts by %s, with a cursor that stays valid while lectures are opened and canceled', async (sort, order) => {
    await bench.has(...cases);
    const seen: string[] = [];
    let after: LecturePlace | undefined;
    do {
      const page = await bench.lists.page({}, { sort, limit: 1, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
      // Opens a lecture that is sorted before every cursor.
      const [first] = cases.filter(({ id }) => id === idOf(order[0]!));
      await bench.has({ ...first!, id: sort.startsWith('-') ? idOf(900 + seen.length) : idOf(seen.length) });
    } while (after);
    expect(seen).toEqual(order.map(idOf));
  });

  it('compares categories in any letter case and in any form of Unicode', async () => {
    await bench.has(
      lecture(1, { category: 'Économie' }),
      lecture(2, { category: 'économie'.normalize('NFD') }),
      lecture(3),
    );
    expect(await ids({ category: 'ÉCONOMIE'.normalize('NFD') })).toEqual([idOf(1), idOf(2)]);
  });

  it.each([
    [{ from: '2027-04-01T01:00:00.000Z' }, [101, 103, 104]],
    [{ to: '2027-04-01T01:00:00.000Z' }, [102]],
    [{ from: '2027-03-01T01:00:00.000Z', to: '2027-04-02T00:00:00.000Z' }, [102, 103, 104]],
    [{ free: true }, [102]],
    [{ free: false }, [101, 102, 103, 104]],
    [{ feeMax: 30_000 }, [101, 102, 103]],
    [{ ids: [idOf(104), idOf(101), idOf(404)] }, [101, 104]],
    [{ status: ['OPEN', 'CANCELED'] as const, feeMax: 0 }, [102]],
  ] satisfies [LectureFilter, number[]][])('finds the lectures that match %j', async (filter, found) => {
    await bench.has(...cases);
    expect(await ids(filter)).toEqual(found.map(idOf));
    expect(await bench.lists.count(filter)).toBe(found.length);
  });

  it('counts the lectures of each category and instructor that match the other filters', async () => {
    await bench.accounts.save(account('drLee', { name: 'Dr. Lee-Kim' }), 1);
    await bench.has(
      lecture(1, { category: 'Music' }),
      lecture(2, { category: 'music' }),
      lecture(3, { instructor: { id: drLee.id, name: null } }),
      lecture(4, { status: 'CANCELED' }),
    );
    const { categories, instructors } = await bench.lists.facets({ status: ['OPEN'], category: 'MUSIC' });
    expect(categories).toEqual([
      { category: 'Music', count: 2 },
      { category: 'computer-science', count: 1 },
    ]);
    expect(instructors).toEqual([{ id: lecture(1).instructor.id, name: 'Dr. Park', count: 2 }]);
    expect((await bench.lists.facets({ instructorId: drLee.id })).instructors).toContainEqual({
      id: drLee.id,
      name: 'Dr. Lee-Kim',
      count: 1,
    });
  });

  it('finds a lecture that a replica of an earlier release opened or changed once the job has run', async () => {
    await bench.has(...cases);
    await bench.database.reader.query(
      `UPDATE lecture SET starts_at = NULL, title_key = NULL, category_key = NULL, listed_version = NULL WHERE id = ?`,
      [idOf(101)],
    );
    await bench.database.reader.query(`UPDATE lecture SET category = 'music', version = 2 WHERE id = ?`, [idOf(102)]);
    expect(await bench.lists.completeKeys(10)).toBe(2);
    expect(await bench.lists.completeKeys(10)).toBe(0);
    expect(await ids({ category: 'Music' })).toEqual([idOf(102)]);
    expect(await ids({ from: '2027-05-01T01:00:00.000Z', category: cases[0]!.category })).toEqual([idOf(101)]);
  });

  it('reads every order from an index, for one status and for all', async () => {
    for (let n = 1; n < 3_000; n += 200) {
      await bench.has(
        ...Array.from({ length: 200 }, (_, m) => lecture(n + m, { title: `Lecture ${n + m}`, fee: fee(n + m) })),
      );
    }
    const type = bench.database.reader.connection.options.type;
    if (type === 'mysql' || type === 'mariadb') await bench.database.reader.query('ANALYZE TABLE lecture');
    for (const column of ['created_at', 'starts_at', 'title_key', 'fee_amount']) {
      for (const where of [`WHERE status = 'OPEN' `, '']) {
        const sql = `SELECT * FROM lecture ${where}ORDER BY ${column} DESC, id DESC LIMIT 21`;
        const isSqlite = type !== 'mysql' && type !== 'mariadb';
        const plan: unknown = await bench.database.reader.query(`EXPLAIN ${isSqlite ? 'QUERY PLAN ' : ''}${sql}`);
        expect([sql, JSON.stringify(plan)]).toEqual([sql, expect.not.stringMatching(/(?:file)(?:sort)|TEMP B-TREE/)]);
      }
    }
  });
});
