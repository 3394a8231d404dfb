import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { UuidV7Ids } from './ids.js';

describe('new ids', () => {
  it('are UUIDv7 in strictly ascending order, also within one millisecond', () => {
    const ids = new UuidV7Ids();
    const made = Array.from({ length: 5_000 }, () => ids.next());
    expect(made.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
    expect(made).toEqual([...new Set(made)].toSorted());
  });
});
