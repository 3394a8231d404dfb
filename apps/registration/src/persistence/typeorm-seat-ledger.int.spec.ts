import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Database } from '#persistence';
import { algorithms, openDay } from '../../test/algorithms-101.js';
import { onEveryStore } from '../../test/stores.js';
import type { LectureFacts } from '../domain/lecture-facts.js';
import { openRegistrationStore } from './registration-store.js';
import { TypeormSeatLedger } from './typeorm.seat-ledger.js';

const { held: _held, taken: _taken, ...facts } = algorithms;
const aHold = { held: 1, taken: 0 };

onEveryStore('the seat ledger', (newStore) => {
  const { dataDir, settings } = newStore();
  let database: Database;
  let ledger: TypeormSeatLedger;
  beforeAll(async () => {
    database = await openRegistrationStore({ ...settings, SUGANG_DATA_DIR: dataDir });
    ledger = new TypeormSeatLedger(database);
  });
  afterAll(() => database.close());

  const lecture = (n: number, changes: Partial<LectureFacts> = {}): LectureFacts => ({
    ...facts,
    lectureId: facts.lectureId.replace(/.$/, String(n)),
    ...changes,
  });
  const give = (lectureId: string) => database.transaction(() => ledger.give(lectureId, aHold));

  it('does not know a lecture it has not heard of, and gives none of its seats out', async () => {
    expect(await ledger.find(lecture(0).lectureId)).toBeUndefined();
    expect(await give(lecture(0).lectureId)).toBe('refused');
  });

  it('keeps a lecture as it was told, with no seat given out', async () => {
    expect(await ledger.keep(lecture(1))).toBe('kept');
    expect(await ledger.find(lecture(1).lectureId)).toEqual({ ...lecture(1), held: 0, taken: 0 });
  });

  it('keeps what is newer, in whatever order it is told, and leaves the seats alone', async () => {
    const [old, renamed, raised] = [2, 3, 4].map((sequence) => lecture(2, { sequence, title: `title ${sequence}` }));
    await ledger.keep(renamed!);
    await give(renamed!.lectureId);
    expect(await ledger.keep(old!)).toBe('stale');
    expect(await ledger.keep(renamed!)).toBe('stale');
    expect(await ledger.keep(raised!)).toBe('kept');
    expect(await ledger.find(raised!.lectureId)).toMatchObject({ title: 'title 4', sequence: 4, held: 1 });
  });

  it('keeps the newest of many that arrive at the same time', async () => {
    const news = [5, 3, 9, 1, 7].map((sequence) => ledger.keep(lecture(3, { sequence })));
    await Promise.all(news);
    expect(await ledger.find(lecture(3).lectureId)).toMatchObject({ sequence: 9 });
  });

  it('does not take older news that came in meanwhile for newer ones', async () => {
    // SQLite has one writer at a time: nothing comes in meanwhile.
    if (database.dialect === 'sqlite') return;
    const elsewhere = AsyncLocalStorage.snapshot();
    const find = jest.spyOn(ledger, 'find').mockImplementationOnce(async (lectureId) => {
      await elsewhere(() => new TypeormSeatLedger(database).keep(lecture(9, { sequence: 3 })));
      return ledger.find(lectureId);
    });
    expect(await ledger.keep(lecture(9, { sequence: 5 }))).toBe('kept');
    expect(await ledger.find(lecture(9).lectureId)).toMatchObject({ sequence: 5 });
    find.mockRestore();
  });

  it('gives out as many seats as there are, and not one more', async () => {
    await ledger.keep(lecture(4, { capacity: 3 }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => give(lecture(4).lectureId)));
    expect(answers.filter((answer) => answer === 'given')).toHaveLength(3);
    expect(await ledger.find(lecture(4).lectureId)).toMatchObject({ held: 3, taken: 0 });
  });

  it('evicts nobody when the capacity is lowered, and gives nothing out until enough are free', async () => {
    await ledger.keep(lecture(5, { capacity: 3 }));
    for (let n = 0; n < 3; n++) await give(lecture(5).lectureId);
    await ledger.keep(lecture(5, { capacity: 2, sequence: 2 }));
    expect(await ledger.find(lecture(5).lectureId)).toMatchObject({ capacity: 2, held: 3 });
    await database.transaction(() => ledger.move(lecture(5).lectureId, { held: -1, taken: 0 }));
    expect(await give(lecture(5).lectureId)).toBe('refused');
    await database.transaction(() => ledger.move(lecture(5).lectureId, { held: -1, taken: 0 }));
    expect(await give(lecture(5).lectureId)).toBe('given');
  });

  it.each(['CLOSED', 'CANCELED'] as const)('gives no seat of a lecture out that is %s', async (status) => {
    const shut = lecture(status === 'CLOSED' ? 6 : 7, { status });
    await ledger.keep(shut);
    expect(await give(shut.lectureId)).toBe('refused');
  });

  it('counts the seats of open lectures', async () => {
    const before = await ledger.totals();
    await ledger.keep(lecture(8, { capacity: 11, fee: openDay.fee }));
    expect(await ledger.totals()).toEqual({ ...before, capacity: before.capacity + 11 });
  });
});
