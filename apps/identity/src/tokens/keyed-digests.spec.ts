import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KeyedDigests } from './keyed-digests.js';

describe('KeyedDigests', () => {
  const [current, previous] = [randomBytes(32), randomBytes(32)];

  it('depend on the key and on every part', () => {
    const digests = new KeyedDigests(current);

    expect(digests.of('a', 'bc')).toBe(new KeyedDigests(current).of('a', 'bc'));
    expect(digests.of('a', 'bc')).not.toBe(digests.of('ab', 'c'));
    expect(digests.of('a', 'bc')).not.toBe(new KeyedDigests(previous).of('a', 'bc'));
  });

  it('include the one of a key that is being replaced', () => {
    const stored = new KeyedDigests(previous).of('a');

    expect(new KeyedDigests(current, previous).everyOf('a')).toContain(stored);
    expect(new KeyedDigests(current, previous).of('a')).not.toBe(stored);
  });
});
