import { describe, expect, it } from '@jest/globals';
import { Together } from './together.js';

describe('work done together', () => {
  const commits: number[][] = [];
  const doubled = async (batch: number[]) => {
    commits.push(batch);
    await Promise.resolve();
    if (batch.includes(13)) throw new Error('13 brings bad luck');
    return batch.map((number) => number * 2);
  };

  it('answers everyone with their own result, in a few commits', async () => {
    commits.length = 0;
    const together = new Together(doubled);
    const first = together.do(1);
    expect(await Promise.all([first, ...[2, 3, 4].map((number) => together.do(number))])).toEqual([2, 4, 6, 8]);
    expect(commits).toEqual([[1, 2, 3, 4]]);
    expect(await together.do(5)).toBe(10);
  });

  it('gathers what arrives while a commit is under way', async () => {
    commits.length = 0;
    const together = new Together(doubled);
    const first = together.do(1).then(() => together.do(2));
    await Promise.resolve().then(() => Promise.resolve());
    await Promise.all([first, together.do(3), together.do(4)]);
    expect(commits.flat().sort()).toEqual([1, 2, 3, 4]);
    expect(commits.length).toBeLessThan(4);
  });

  it('lets a faulty piece fail alone', async () => {
    const together = new Together(doubled);
    const outcomes = await Promise.allSettled([1, 13, 2].map((number) => together.do(number)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await together.do(7)).toBe(14);
  });
});
