import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.js';

const Place = z.strictObject({ at: z.string(), id: z.string() });

describe('a cursor', () => {
  it('decodes to the position that it encodes', () => {
    const place = { at: '2027-03-02T01:00:00.000Z', id: '수강' };
    expect(encodeCursor(place)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(Place, encodeCursor(place))).toEqual(place);
  });

  it.each(['nonsense', '', encodeCursor({ at: 'x' }), encodeCursor({ at: { $ne: null }, id: 'x' }), 'bnVsbA'])(
    'that is invalid is rejected: %j',
    (cursor) => {
      expect(() => decodeCursor(Place, cursor)).toThrow(
        expect.objectContaining({
          code: 'INVALID_REQUEST',
          errors: [expect.objectContaining({ pointer: '/query/cursor' })],
        }),
      );
    },
  );
});
