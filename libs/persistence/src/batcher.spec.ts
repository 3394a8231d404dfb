import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { Batcher, Refused, type BatcherOptions } from './batcher.js';
import { CommitUnknown, StoreUnavailable } from './errors.js';

const POSITIONS = [0, 1, 2, 3, 4];
const FIVE = ['a', 'b', 'c', 'd', 'e'];

/** Runs batches that end only when the test says so. */
function paused(options: BatcherOptions<string> = {}) {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const batcher = new Batcher<string, string>(async (members) => {
    batches.push(members);
    await new Promise<void>((end) => ends.push(end));
    return members.map((member) => member.toUpperCase());
  }, options);
  const endNext = async () => {
    ends.shift()?.();
    await new Promise((next) => setImmediate(next));
  };
  const started = () => new Promise((next) => setImmediate(next));
  return { batches, batcher, endNext, started };
}

describe('a batcher', () => {
  it('runs what arrives together or during a batch as one batch, and a lone member immediately', async () => {
    const { batches, batcher, endNext, started } = paused();
    const first = batcher.add('a');
    await started();
    const others = ['b', 'c', 'd'].map((member) => batcher.add(member));
    await endNext();
    await endNext();
    expect(await Promise.all([first, ...others])).toEqual(['A', 'B', 'C', 'D']);
    expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('puts at most the given number of members into a batch, and runs at most the given number of batches', async () => {
    const { batches, batcher, endNext, started } = paused({ size: 2, batchesInFlight: 2 });
    const all = Promise.all(FIVE.map((member) => batcher.add(member)));
    await started();
    expect(batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    for (let n = 0; n < 3; n += 1) await endNext();
    expect(await all).toHaveLength(5);
    expect(batches).toHaveLength(3);
  });

  it('never has two members with a common key in progress, and keeps their order', async () => {
    const { batches, batcher, endNext, started } = paused({
      batchesInFlight: 2,
      keysOf: (member) => [member.charAt(0)],
    });
    const all = Promise.all(['a1', 'a2', 'b1', 'a3'].map((member) => batcher.add(member)));
    await started();
    for (let n = 0; n < 3; n += 1) await endNext();
    await all;
    expect(batches).toEqual([['a1', 'b1'], ['a2'], ['a3']]);
  });

  it('lets a member of another group wait for one batch at most, however many a hot group has queued', async () => {
    const { batches, batcher, endNext, started } = paused({ size: 4, groupOf: (member) => member.charAt(0) });
    const hot = Array.from({ length: 40 }, (_, n) => batcher.add(`hot ${n}`));
    await started();
    const other = batcher.add('other');
    await endNext();
    expect(batches[1]).toContain('other');
    for (let n = 0; n < 12; n += 1) await endNext();
    await Promise.all([...hot, other]);
    expect(batches).toHaveLength(11);
  });

  it('refuses more than the given number of queued members as unavailable', async () => {
    const { batcher, endNext, started } = paused({ size: 1, maxQueued: 2 });
    const first = batcher.add('a');
    await started();
    const queued = [batcher.add('b'), batcher.add('c')];
    await expect(batcher.add('d')).rejects.toThrow(StoreUnavailable);
    for (let n = 0; n < 3; n += 1) await endNext();
    expect(await Promise.all([first, ...queued])).toEqual(['A', 'B', 'C']);
  });

  it('refuses members that waited too long as unavailable, and runs only those that are on time', async () => {
    const { batches, batcher, endNext, started } = paused({ maxWaitMs: 50 });
    const first = batcher.add('a');
    await started();
    const late = Promise.allSettled(['b', 'c'].map((member) => batcher.add(member)));
    await new Promise((later) => setTimeout(later, 60));
    const onTime = batcher.add('d');
    await endNext();
    await endNext();
    expect(await late).toMatchObject([1, 2].map(() => ({ reason: expect.any(StoreUnavailable) })));
    expect(await Promise.all([first, onTime])).toEqual(['A', 'D']);
    expect(batches).toEqual([['a'], ['d']]);
  });

  it('runs outside the context of the callers', async () => {
    const context = new AsyncLocalStorage<string>();
    const batcher = new Batcher<string, string | undefined>(async (members) => members.map(() => context.getStore()));
    expect(await context.run('a transaction', () => batcher.add('a'))).toBeUndefined();
  });
});

describe('a batch of five', () => {
  const runs: string[][] = [];
  const settled = (run: (members: string[]) => (string | Refused)[]) => {
    runs.length = 0;
    const batcher = new Batcher<string, string>(async (members) => {
      runs.push(members);
      return run(members);
    });
    return Promise.allSettled(FIVE.map((member) => batcher.add(member)));
  };
  const failing = (position: number, reason: unknown) =>
    FIVE.map((value, at) => (at === position ? { status: 'rejected', reason } : { status: 'fulfilled', value }));

  it.each(POSITIONS)('keeps the others when the member at position %i is refused', async (position) => {
    const reason = new Error('LECTURE_FULL');
    const outcomes = await settled((members) =>
      members.map((member, at) => (at === position ? new Refused(reason) : member)),
    );
    expect(outcomes).toEqual(failing(position, reason));
    expect(runs).toEqual([FIVE]);
  });

  it.each(POSITIONS)('runs each member alone when the one at position %i makes it fail', async (position) => {
    const reason = new Error('Duplicate entry');
    const outcomes = await settled((members) => {
      if (members.includes(FIVE[position]!)) throw reason;
      return members;
    });
    expect(outcomes).toEqual(failing(position, reason));
    expect(runs).toEqual([FIVE, ...FIVE.map((member) => [member])]);
  });

  it('succeeds one by one after a deadlock that no member causes alone', async () => {
    const outcomes = await settled((members) => {
      if (members.length > 1) throw Object.assign(new Error('Deadlock found'), { errno: 1213, sqlState: '40001' });
      return members;
    });
    expect(outcomes).toEqual(failing(-1, undefined));
  });

  it('reports an unknown commit to every member, and runs nothing again', async () => {
    const outcomes = await settled(() => {
      throw new CommitUnknown(new Error('connection lost'));
    });
    const reasons = outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason as unknown);
    expect(reasons.every((reason) => reason instanceof CommitUnknown)).toBe(true);
    expect(new Set(reasons).size).toBe(5);
    expect(runs).toEqual([FIVE]);
  });
});
