import { describe, expect, it } from '@jest/globals';
import { parseOptions } from './options.js';

describe('npm run chaos', () => {
  it('runs rows by their numbers, all of them, or the soak', () => {
    expect(parseOptions(['11', '13', '--runs', '5', '--seed', '7'])).toMatchObject({
      rows: [11, 13],
      runs: 5,
      seed: 7,
    });
    expect(parseOptions(['all', '--size', 'full', '--no-controls'])).toMatchObject({
      rows: 'all',
      size: 'full',
      controls: false,
    });
    expect(parseOptions(['soak', '--minutes', '30'])).toMatchObject({ rows: 'soak', minutes: 30 });
  });

  it('uses a new seed if none is given', () => {
    const seeds = Array.from({ length: 20 }, () => parseOptions(['all']).seed);
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  it.each([[[]], [['eleven']], [['11', '--runs', 'many']], [['11', '--size', 'huge']], [['11', '--speed', '2']]])(
    'refuses %j',
    (args) => {
      expect(() => parseOptions(args)).toThrow();
    },
  );
});
