import { describe, expect, it } from '@jest/globals';
import { prefersCsv } from './roster-csv.js';

describe('a roster as CSV', () => {
  it.each(['text/csv', 'Text/CSV; charset=utf-8', 'text/*', 'text/csv, */*;q=0.1', 'application/json;q=0.5, text/csv'])(
    'to a client that accepts %s',
    (accept) => {
      expect(prefersCsv(accept)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    '*/*',
    'application/json',
    'application/json, text/csv',
    'text/csv;q=0',
    'text/html',
    ';;,q=',
  ])('but not to one that accepts %s', (accept) => {
    expect(prefersCsv(accept)).toBe(false);
  });
});
