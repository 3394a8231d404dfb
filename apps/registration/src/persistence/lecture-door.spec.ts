import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aLecture, eventually, minutes, TestClock } from '#testing';
import { copyOf, type SeatLedgerEntry } from '../domain/seat-ledger.js';
import { LectureDoor, type Verdict } from './lecture-door.js';

const entry = (capacity: number, taken: number): SeatLedgerEntry => ({
  ...copyOf(aLecture({ capacity })),
  held: 0,
  taken,
});
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the door of a lecture', () => {
  const clock = new TestClock();
  let stored: SeatLedgerEntry | undefined;
  let firstHoldEndsAt: Date | undefined;
  let reads: number;
  let failure: Error | undefined;
  let duringRead: (() => void) | undefined;
  let door: LectureDoor;
  let verdicts: Record<string, Verdict | 'let in'>;

  beforeEach(() => {
    [stored, firstHoldEndsAt, reads, failure, verdicts] = [entry(2, 0), undefined, 0, undefined, {}];
    duringRead = undefined;
    const read = async () => {
      reads += 1;
      if (duringRead) await settled();
      duringRead?.();
      return failure ? Promise.reject(failure) : Promise.resolve(stored && { entry: stored, firstHoldEndsAt });
    };
    door = new LectureDoor(read, () => clock.now());
  });

  afterEach(() => void jest.restoreAllMocks());

  const enter = (...students: string[]) => {
    for (const student of students)
      void door.enter(student).then((verdict) => (verdicts[student] = verdict ?? 'let in'));
    return settled();
  };
  const refused = () => Object.keys(verdicts).filter((student) => verdicts[student] !== 'let in');
  const letIn = () => Object.keys(verdicts).filter((student) => verdicts[student] === 'let in');

  it('lets in as many students as there are free seats, and refuses the others once those seats are taken', async () => {
    await enter('a', 'b', 'c', 'd');
    expect([letIn(), refused()]).toEqual([['a', 'b'], []]);
    stored = entry(2, 2);
    door.leave('a');
    door.leave('b');
    await settled();
    expect(refused()).toEqual(['c', 'd']);
  });

  it('lets the next student in when one who was let in has taken no seat', async () => {
    await enter('a', 'b', 'c', 'd');
    stored = entry(2, 1);
    door.leave('a');
    door.leave('b');
    await settled();
    expect([letIn(), refused()]).toEqual([['a', 'b', 'c'], []]);
  });

  it('refuses all students of a quarter of a second by one read, and then notices a free seat', async () => {
    stored = entry(2, 2);
    await enter('a', 'b');
    await enter('c');
    expect([refused(), reads]).toEqual([['a', 'b', 'c'], 1]);
    stored = entry(2, 1);
    await eventually(async () => {
      await enter('d');
      expect(letIn()).toEqual(['d']);
    });
  });

  it('notices a seat that this process has released at once', async () => {
    stored = entry(2, 2);
    await enter('a');
    stored = entry(2, 1);
    door.changed();
    await enter('b');
    expect([refused(), letIn()]).toEqual([['a'], ['b']]);
  });

  it('does not refuse by a read that began before a seat was released', async () => {
    stored = entry(2, 2);
    const entered = enter('a');
    stored = entry(2, 1);
    door.changed();
    await entered;
    expect(letIn()).toEqual(['a']);
  });

  it.each([
    ['lets a student in', entry(2, 0), letIn],
    ['refuses a student', entry(2, 2), refused],
  ])('%s by one read that took longer than its result is valid', async (_verdict, found, decided) => {
    let elapsed = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => elapsed);
    duringRead = () => (elapsed += 300);
    stored = found;
    await enter('a');
    await eventually(() => expect(decided()).toEqual(['a']));
    expect(reads).toBe(1);
  });

  it('lets a student in while a seat is released during every read', async () => {
    stored = entry(2, 2);
    duringRead = () => door.changed();
    await enter('a');
    await eventually(() => expect(letIn()).toEqual(['a']));
  });

  it.each([
    ['is not known', () => (stored = undefined)],
    ['is closed', () => (stored = { ...entry(1, 1), status: 'CLOSED' })],
    ['has a hold that has ended', () => ([stored, firstHoldEndsAt] = [entry(1, 1), new Date(clock.now())])],
    ['cannot be read', () => (failure = new Error('the store is down'))],
  ])('keeps no student waiting for a lecture that %s', async (_state, arrange) => {
    arrange();
    await enter('a', 'b', 'c');
    expect(letIn()).toEqual(['a', 'b', 'c']);
  });

  it('refuses no student by the clock of a hold that ends in the meantime', async () => {
    [stored, firstHoldEndsAt] = [entry(1, 1), new Date(clock.now().getTime() + minutes(1))];
    await enter('a');
    clock.step(minutes(1));
    await enter('b');
    expect([refused(), letIn()]).toEqual([['a'], ['b']]);
  });
});
