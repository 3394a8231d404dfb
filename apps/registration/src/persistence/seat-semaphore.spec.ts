import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aLecture, eventually, minutes, TestClock } from '#testing';
import { copyOf, type SeatLedgerEntry } from '../domain/seat-ledger.js';
import { SeatSemaphore, type Decision } from './seat-semaphore.js';

const entry = (capacity: number, taken: number): SeatLedgerEntry => ({
  ...copyOf(aLecture({ capacity })),
  held: 0,
  taken,
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the semaphore of the free seats of a lecture', () => {
  const clock = new TestClock();
  let stored: SeatLedgerEntry | undefined;
  let firstHoldEndsAt: Date | undefined;
  let reads: number;
  let failure: Error | undefined;
  let duringRead: (() => void) | undefined;
  let semaphore: SeatSemaphore;
  let decisions: Record<string, Decision | 'admitted'>;

  beforeEach(() => {
    [stored, firstHoldEndsAt, reads, failure, decisions] = [entry(2, 0), undefined, 0, undefined, {}];
    duringRead = undefined;
    const read = async () => {
      reads += 1;
      if (duringRead) await settled();
      duringRead?.();
      return failure ? Promise.reject(failure) : Promise.resolve(stored && { entry: stored, firstHoldEndsAt });
    };
    semaphore = new SeatSemaphore(read, () => clock.now());
  });

  afterEach(() => void jest.restoreAllMocks());

  const enter = (...students: string[]) => {
    for (const student of students)
      void semaphore.enter(student).then((verdict) => (decisions[student] = verdict ?? 'admitted'));
    return settled();
  };
  const refused = () => Object.keys(decisions).filter((student) => decisions[student] !== 'admitted');
  const admitted = () => Object.keys(decisions).filter((student) => decisions[student] === 'admitted');

  it('admits as many students as there are free seats, and refuses the others once these seats are taken', async () => {
    await enter('a', 'b', 'c', 'd');
    expect([admitted(), refused()]).toEqual([['a', 'b'], []]);
    stored = entry(2, 2);
    semaphore.leave('a');
    semaphore.leave('b');
    await settled();
    expect(refused()).toEqual(['c', 'd']);
  });

  it('admits the next student when an admitted one has taken no seat', async () => {
    await enter('a', 'b', 'c', 'd');
    stored = entry(2, 1);
    semaphore.leave('a');
    semaphore.leave('b');
    await settled();
    expect([admitted(), refused()]).toEqual([['a', 'b', 'c'], []]);
  });

  it('refuses students for a quarter of a second by one read, and then detects a free seat', async () => {
    stored = entry(2, 2);
    await enter('a', 'b');
    await enter('c');
    expect([refused(), reads]).toEqual([['a', 'b', 'c'], 1]);
    stored = entry(2, 1);
    await eventually(async () => {
      await enter('d');
      expect(admitted()).toEqual(['d']);
    });
  });

  it('detects a seat immediately if this process has released it', async () => {
    stored = entry(2, 2);
    await enter('a');
    stored = entry(2, 1);
    semaphore.changed();
    await enter('b');
    expect([refused(), admitted()]).toEqual([['a'], ['b']]);
  });

  it('does not refuse by a read that began before a seat was released', async () => {
    stored = entry(2, 2);
    const entered = enter('a');
    stored = entry(2, 1);
    semaphore.changed();
    await entered;
    expect(admitted()).toEqual(['a']);
  });

  it.each([
    ['admits a student', entry(2, 0), admitted],
    ['refuses a student', entry(2, 2), refused],
  ])('%s by a single read that takes longer than its result is valid', async (_verdict, found, decided) => {
    let elapsed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
    duringRead = () => (elapsed += 300);
    stored = found;
    await enter('a');
    await eventually(() => expect(decided()).toEqual(['a']));
    expect(reads).toBe(1);
  });

  it('admits a student although a seat is released during every read', async () => {
    stored = entry(2, 2);
    duringRead = () => semaphore.changed();
    await enter('a');
    await eventually(() => expect(admitted()).toEqual(['a']));
  });

  it.each([
    ['is not known', () => (stored = undefined)],
    ['is closed', () => (stored = { ...entry(1, 1), status: 'CLOSED' })],
    ['has a hold that has ended', () => ([stored, firstHoldEndsAt] = [entry(1, 1), new Date(clock.now())])],
    ['cannot be read', () => (failure = new Error('the store is down'))],
  ])('admits all students immediately to a lecture that %s', async (_state, arrange) => {
    arrange();
    await enter('a', 'b', 'c');
    expect(admitted()).toEqual(['a', 'b', 'c']);
  });

  it('admits a student once a hold has ended, although the snapshot shows a full lecture', async () => {
    [stored, firstHoldEndsAt] = [entry(1, 1), new Date(clock.now().getTime() + minutes(1))];
    await enter('a');
    clock.step(minutes(1));
    await enter('b');
    expect([refused(), admitted()]).toEqual([['a'], ['b']]);
  });
});
