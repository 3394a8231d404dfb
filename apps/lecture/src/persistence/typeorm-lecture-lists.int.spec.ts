import { expect, it } from '@jest/globals';
import { cast, idOf } from '#testing';
import { drLee, drPark } from '../../test/algorithms-101.js';
import { account, lecture, onEveryStore } from '../../test/lecture-bench.js';
import { CategoriesInNfc1791000000000 } from './migrations/1791000000000-categories-in-nfc.js';
import type { LectureFilter, LecturePlace, LecturesPage } from '../ports/lecture-lists.js';

const newest = (limit: number, after?: LecturePlace): LecturesPage => ({ sort: '-createdAt', limit, after });

onEveryStore('the list of lectures', (bench) => {
  const found = async (filter: LectureFilter) =>
    (await bench.lists.page(filter, newest(100))).items.map(({ title }) => title).toSorted();

  it('is sorted newest first, with a stable order for equal timestamps', async () => {
    const { createdAt } = lecture(9);
    await bench.has(lecture(1), lecture(3, { createdAt }), lecture(2, { createdAt }));
    expect((await bench.lists.page({}, newest(100))).items.map(({ id }) => id)).toEqual([idOf(3), idOf(2), idOf(1)]);
  });

  it('shows every lecture once across pages while new ones are opened', async () => {
    await bench.has(...Array.from({ length: 7 }, (_, n) => lecture(n + 1, { createdAt: lecture(n % 3).createdAt })));
    const before = (await bench.lists.page({}, newest(100))).items.map(({ id }) => id);
    const seen: string[] = [];
    let after: LecturePlace | undefined;
    for (let n = 0; n < 4; n += 1) {
      const page = await bench.lists.page({}, newest(2, after));
      seen.push(...page.items.map(({ id }) => id));
      expect(page.next === null).toBe(n === 3);
      after = page.next ?? undefined;
      await bench.has(lecture(100 + n));
    }
    expect(seen).toEqual(before);
  });

  it.each([
    ['aLGO', ['Algorithms 101']],
    ['ÉCONOMIE', ['économie générale']],
    ['글쓰', ['한국어 글쓰기']],
    ['counting STEPS', ['Algorithms 101', 'économie générale', '한국어 글쓰기']],
    ['dr. PARK', ['Algorithms 101', '한국어 글쓰기']],
    ['박', ['économie générale']],
    ['%', []],
    ['_', []],
    ["' OR 1=1 --", []],
  ])('is looked through for %j in title, description and instructor', async (q, titles) => {
    await bench.accounts.save(account('drPark'), 1);
    await bench.accounts.save(account('drLee', { name: '박 교수' }), 1);
    await bench.has(
      lecture(1),
      lecture(2, { title: 'économie générale', instructor: { id: drLee.id, name: null } }),
      lecture(3, { title: '한국어 글쓰기' }),
    );
    expect(await found({ q })).toEqual(titles);
    expect(await bench.lists.count({ q })).toBe(titles.length);
  });

  it('finds and shows an instructor by the current name', async () => {
    await bench.has(lecture(1));
    expect(await found({ q: 'jung' })).toEqual([]);
    await bench.accounts.save(account('drPark', { name: 'Dr. Jung' }), 2);
    expect(await found({ q: 'jung' })).toEqual(['Algorithms 101']);
    const [shown] = (await bench.lists.page({}, newest(1))).items;
    expect(shown?.instructor).toEqual({ id: drPark.id, name: 'Dr. Jung' });
    expect((await bench.lists.shown(lecture(1))).instructor.name).toBe('Dr. Jung');
  });

  it('combines the filters for category, status and instructor', async () => {
    await bench.has(
      lecture(1),
      lecture(2, { category: 'mathematics' }),
      lecture(3, { status: 'CLOSED' }),
      lecture(4, { instructor: { id: drLee.id, name: null } }),
    );
    const ids = async (filter: LectureFilter) =>
      (await bench.lists.page(filter, newest(100))).items.map(({ id }) => id);
    expect(await ids({ category: 'mathematics' })).toEqual([idOf(2)]);
    expect(await ids({ status: ['CLOSED'] })).toEqual([idOf(3)]);
    expect(await ids({ instructorId: drLee.id })).toEqual([idOf(4)]);
    expect(await ids({ ownedBy: drPark.id, instructorId: drLee.id })).toEqual([]);
    expect(await ids({ ownedBy: drPark.id, status: ['OPEN'], category: 'computer-science' })).toEqual([idOf(1)]);
    expect(await bench.lists.count({ ownedBy: drPark.id })).toBe(3);
  });

  it('finds a category that an earlier release stored in decomposed characters (NFD), after the migration', async () => {
    const [composed, decomposed] = (['NFC', 'NFD'] as const).map((form) => '컴퓨터'.normalize(form));
    await bench.has(lecture(1, { category: composed! }), lecture(2, { category: decomposed! }), lecture(3));
    await bench.database.transaction(({ manager }) => new CategoriesInNfc1791000000000().up(manager.queryRunner!));
    await bench.database.reader.query('UPDATE lecture SET category_key = NULL, listed_version = NULL');
    expect(await bench.lists.completeKeys(10)).toBe(3);
    expect(await bench.lists.count({ category: composed! })).toBe(2);
    expect(await bench.lists.count({})).toBe(3);
  });

  it('counts the enrolled students on every read', async () => {
    await bench.has(lecture(1), lecture(2));
    const at = { lectureId: idOf(1) };
    await bench.registration(1, at);
    await bench.registration(2, { ...at, studentId: cast.joon.sub });
    await bench.registration(3, { ...at, status: 'AWAITING_PAYMENT', confirmedAt: null });
    await bench.registration(2, { ...at, studentId: cast.joon.sub, status: 'CANCELED', version: 3 });
    const counts = (await bench.lists.page({}, newest(100))).items.map(({ id, enrolled }) => [id, enrolled]);
    expect(counts).toEqual([
      [idOf(2), 0],
      [idOf(1), 1],
    ]);
    expect((await bench.lists.shown(lecture(1))).enrolled).toBe(1);
  });
});
