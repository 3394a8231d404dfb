import { describe, expect, it } from '@jest/globals';
import { WriteBatcher } from './write-batcher.js';

describe('WriteBatcher', () => {
  const commits: number[][] = [];
  const doubled = async (batch: number[]) => {
    commits.push(batch);
    await Promise.resolve();
    if (batch.includes(13)) throw new Error('13 is not allowed');
    return batch.map((number) => number * 2);
  };

  it('resolves every write with its own result, in few commits', async () => {
    commits.length = 0;
    const batcher = new WriteBatcher(doubled);
    const first = batcher.write(1);
    expect(await Promise.all([first, ...[2, 3, 4].map((number) => batcher.write(number))])).toEqual([2, 4, 6, 8]);
    expect(commits).toEqual([[1, 2, 3, 4]]);
    expect(await batcher.write(5)).toBe(10);
  });

  it('gathers the writes that arrive during a commit', async () => {
    commits.length = 0;
    const batcher = new WriteBatcher(doubled);
    const first = batcher.write(1).then(() => batcher.write(2));
    await Promise.resolve().then(() => Promise.resolve());
    await Promise.all([first, batcher.write(3), batcher.write(4)]);
    expect(commits.flat().sort()).toEqual([1, 2, 3, 4]);
    expect(commits.length).toBeLessThan(4);
  });

  it('rejects a faulty write only', async () => {
    const batcher = new WriteBatcher(doubled);
    const outcomes = await Promise.allSettled([1, 13, 2].map((number) => batcher.write(number)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await batcher.write(7)).toBe(14);
  });
});
