import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from './seeded-random.js';

describe('random', () => {
  const drawn = (seed: number) => {
    const random = new SeededRandom(seed);
    return [random.next(), random.between(1, 6), random.oneOf(['a', 'b', 'c']), random.shuffled([1, 2, 3, 4, 5])];
  };

  it('returns the same sequence for the same seed, and another one for another seed', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('stays within its bounds and reaches both of them', () => {
    const random = new SeededRandom(1);
    const dice = Array.from({ length: 500 }, () => random.between(1, 6));
    expect([Math.min(...dice), Math.max(...dice)]).toEqual([1, 6]);
  });

  it('shuffles without losing an element', () => {
    const people = ['Mina', 'Joon', 'Dr. Park', 'Sora'];
    expect(new SeededRandom(3).shuffled(people).sort()).toEqual([...people].sort());
  });
});
