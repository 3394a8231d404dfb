import { describe, expect, it } from '@jest/globals';
import { Chance } from './chance.js';

describe('chance', () => {
  const drawn = (seed: number) => {
    const chance = new Chance(seed);
    return [chance.next(), chance.between(1, 6), chance.oneOf(['a', 'b', 'c']), chance.shuffled([1, 2, 3, 4, 5])];
  };

  it('is the same for the same seed, and another for another', () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it('keeps to its bounds, and comes to both of them', () => {
    const chance = new Chance(1);
    const dice = Array.from({ length: 500 }, () => chance.between(1, 6));
    expect([Math.min(...dice), Math.max(...dice)]).toEqual([1, 6]);
  });

  it('shuffles without losing an element', () => {
    const people = ['Mina', 'Joon', 'Dr. Park', 'Sora'];
    expect(new Chance(3).shuffled(people).sort()).toEqual([...people].sort());
  });
});
