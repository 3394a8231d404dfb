import { describe, expect, it } from '@jest/globals';
import { entityTagOf, IfMatch } from './entity-tag.js';

describe('If-Match', () => {
  it.each([
    ['"3"', [3]],
    ['"3", "4"', [3, 4]],
    [' "3" ', [3]],
    ['*', 'any'],
    ['W/"3"', []],
    ['"abc", "3,4"', []],
    ['"03"', []],
    ['""', []],
  ])('%s names the versions %j', (value, versions) => {
    expect(IfMatch.parse(value)).toEqual(versions);
  });

  it.each(['3', '"3', '', '"3" "4"', '*, "3"'])('%j is no entity tag', (value) => {
    expect(IfMatch.safeParse(value).success).toBe(false);
  });

  it('may be absent', () => {
    expect(IfMatch.parse(undefined)).toBeUndefined();
  });

  it("matches the ETag of the lecture's response", () => {
    expect(IfMatch.parse(entityTagOf({ version: 12 }))).toEqual([12]);
  });
});
