import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { VersionConflict, type Database } from '#persistence';
import { algorithms, openDay } from '../../test/registration-states.js';
import { onEveryStore } from '../../test/stores.js';
import type { LectureCopy } from '../domain/seat-ledger.js';
import { openRegistrationStore } from './registration-store.js';
import { TypeormSeatLedger } from './typeorm-seat-ledger.js';

const { held: _held, taken: _taken, ...facts } = algorithms;
const aHold = { held: 1, taken: 0 };

onEveryStore('the seat ledger', (newStore) => {
  const { dataDir, settings } = newStore();
  let database: Database;
  let ledger: TypeormSeatLedger;
  beforeAll(async () => {
    database = await openRegistrationStore({ url: settings.DATABASE_URL, dataDir });
    ledger = new TypeormSeatLedger(database);
  });
  afterAll(() => database.close());

  const lecture = (n: number, changes: Partial<LectureCopy> = {}): LectureCopy => ({
    ...facts,
    lectureId: facts.lectureId.replace(/..$/, String(n).padStart(2, '0')),
    ...changes,
  });
  const assign = (...lectureIds: string[]) =>
    database.transaction(() => ledger.assignEach(new Map(lectureIds.map((id) => [id, aHold]))));
  const release = (lectureId: string, held = -1) =>
    database.transaction(() => ledger.moveEach(new Map([[lectureId, { held, taken: 0 }]])));

  it('has no entry for an unknown lecture and assigns none of its seats', async () => {
    expect(await ledger.find(lecture(0).lectureId)).toBeUndefined();
    expect(await assign(lecture(0).lectureId)).toBe('rejected');
  });

  it('stores a new copy of a lecture with no seat assigned', async () => {
    expect(await ledger.updateCopy(lecture(1))).toBe('stored');
    expect(await ledger.find(lecture(1).lectureId)).toEqual({ ...lecture(1), held: 0, taken: 0 });
  });

  it('stores only newer copies, in any order of events, and does not change the seats', async () => {
    const [old, renamed, raised] = [2, 3, 4].map((sequence) => lecture(2, { sequence, title: `title ${sequence}` }));
    await ledger.updateCopy(renamed!);
    await assign(renamed!.lectureId);
    expect(await ledger.updateCopy(old!)).toBe('stale');
    expect(await ledger.updateCopy(renamed!)).toBe('stale');
    expect(await ledger.updateCopy(raised!)).toBe('stored');
    expect(await ledger.find(raised!.lectureId)).toMatchObject({ title: 'title 4', sequence: 4, held: 1 });
  });

  it('fills in the end of the last session, which an earlier release did not store, from the same state', async () => {
    await ledger.updateCopy(lecture(10, { lastSessionEndsAt: null }));
    expect(await ledger.updateCopy(lecture(10))).toBe('stored');
    expect(await ledger.find(lecture(10).lectureId)).toMatchObject({ lastSessionEndsAt: facts.lastSessionEndsAt });
    expect(await ledger.updateCopy(lecture(10))).toBe('stale');
  });

  it('fills in the sessions of a lecture with a seating plan, from the same state', async () => {
    const plan = { rows: [{ label: 'A', seats: 2 }] };
    const seated = lecture(15, { seating: 'a'.repeat(64) });
    await ledger.updateCopy({ ...seated, sessions: null }, plan);
    expect(await ledger.updateCopy(seated, plan)).toBe('stored');
    expect(await ledger.find(seated.lectureId)).toMatchObject({ sessions: facts.sessions, seating: seated.seating });
    expect(await ledger.updateCopy(seated, plan)).toBe('stale');
  });

  it('stores the newest of several concurrent copies', async () => {
    const updates = [5, 3, 9, 1, 7].map((sequence) => ledger.updateCopy(lecture(3, { sequence })));
    await Promise.all(updates);
    expect(await ledger.find(lecture(3).lectureId)).toMatchObject({ sequence: 9 });
  });

  it('stores the newer copy when an older one is inserted concurrently', async () => {
    // SQLite has one writer at a time: nothing comes in meanwhile.
    if (database.dialect === 'sqlite') return;
    const elsewhere = AsyncLocalStorage.snapshot();
    const find = jest.spyOn(ledger, 'find').mockImplementationOnce(async (lectureId) => {
      await elsewhere(() => new TypeormSeatLedger(database).updateCopy(lecture(9, { sequence: 3 })));
      return ledger.find(lectureId);
    });
    expect(await ledger.updateCopy(lecture(9, { sequence: 5 }))).toBe('stored');
    expect(await ledger.find(lecture(9).lectureId)).toMatchObject({ sequence: 5 });
    find.mockRestore();
  });

  it('assigns exactly as many seats as the lecture has', async () => {
    await ledger.updateCopy(lecture(4, { capacity: 3 }));
    const answers = await Promise.all(Array.from({ length: 10 }, () => assign(lecture(4).lectureId)));
    expect(answers.filter((answer) => answer === 'assigned')).toHaveLength(3);
    expect(await ledger.find(lecture(4).lectureId)).toMatchObject({ held: 3, taken: 0 });
  });

  it('assigns no seat after the capacity was lowered until enough seats are released, and evicts no student', async () => {
    await ledger.updateCopy(lecture(5, { capacity: 3 }));
    for (let n = 0; n < 3; n++) await assign(lecture(5).lectureId);
    await ledger.updateCopy(lecture(5, { capacity: 2, sequence: 2 }));
    expect(await ledger.find(lecture(5).lectureId)).toMatchObject({ capacity: 2, held: 3 });
    await release(lecture(5).lectureId);
    expect(await assign(lecture(5).lectureId)).toBe('rejected');
    await release(lecture(5).lectureId);
    expect(await assign(lecture(5).lectureId)).toBe('assigned');
  });

  it('assigns and moves the places of several lectures, each by its own amount, in one statement', async () => {
    const [first, second] = [lecture(12), lecture(11)].map(({ lectureId }) => lectureId) as [string, string];
    await ledger.updateCopy(lecture(11, { capacity: 3 }));
    await ledger.updateCopy(lecture(12, { capacity: 9 }));
    const amounts = new Map([
      [first, { held: 3, taken: 1 }],
      [second, { held: 1, taken: 2 }],
    ]);
    expect(await database.transaction(() => ledger.assignEach(amounts))).toBe('assigned');
    expect(await ledger.find(first)).toMatchObject({ held: 3, taken: 1 });
    expect(await ledger.find(second)).toMatchObject({ held: 1, taken: 2 });
    const back = new Map([...amounts].map(([id, { held, taken }]) => [id, { held: held - 1, taken: -taken }]));
    await database.transaction(() => ledger.moveEach(back));
    expect(await ledger.find(first)).toMatchObject({ held: 5, taken: 0 });
    expect(await ledger.find(second)).toMatchObject({ held: 1, taken: 0 });
  });

  it('rejects a batch when one of its lectures has too few free places', async () => {
    await ledger.updateCopy(lecture(13, { capacity: 1 }));
    await ledger.updateCopy(lecture(14));
    const ids = [lecture(13), lecture(14)].map(({ lectureId }) => lectureId) as [string, string];
    expect(await assign(...ids)).toBe('assigned');
    expect(await assign(...ids)).toBe('rejected');
  });

  it('refuses to move a seat of a lecture that it does not have', async () => {
    await expect(release(lecture(99).lectureId)).rejects.toThrow(VersionConflict);
  }, 20_000);

  it.each(['CLOSED', 'CANCELED'] as const)('assigns no seat of a lecture that is %s', async (status) => {
    const shut = lecture(status === 'CLOSED' ? 6 : 7, { status });
    await ledger.updateCopy(shut);
    expect(await assign(shut.lectureId)).toBe('rejected');
  });

  it('sums up the seats of open lectures', async () => {
    const before = await ledger.totals();
    await ledger.updateCopy(lecture(8, { capacity: 11, fee: openDay.fee }));
    expect(await ledger.totals()).toEqual({ ...before, capacity: before.capacity + 11 });
  });
});
