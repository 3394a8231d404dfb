import { expect, it } from '@jest/globals';
import { report } from './check-invariants.js';

const finding = { numbers: ['3', 'F4'], rule: 'One seat each.', examined: '9 lectures', broken: [], brokenInAll: 0 };

it('prints one line per invariant that holds', () => {
  expect(report([finding, finding])).toBe(
    [
      'holds   3, F4    One seat each. (9 lectures)',
      'holds   3, F4    One seat each. (9 lectures)',
      '',
      'All 2 invariants hold.',
    ].join('\n'),
  );
});

it('lists violations and counts those that it omits', () => {
  expect(report([finding, { ...finding, broken: ['Mina has two seats'], brokenInAll: 3 }])).toBe(
    [
      'holds   3, F4    One seat each. (9 lectures)',
      'BROKEN  3, F4    One seat each. (9 lectures)',
      '          - Mina has two seats',
      '          - and 2 more',
      '',
      '1 of 2 invariants are broken.',
    ].join('\n'),
  );
});
