import { expect, it } from '@jest/globals';
import { report } from './report.js';

const finding = { numbers: ['3', 'F4'], rule: 'One seat each.', examined: '9 lectures', broken: [], brokenInAll: 0 };

it('the report says in a line each what holds', () => {
  expect(report([finding, finding])).toBe(
    [
      'holds   3, F4    One seat each. (9 lectures)',
      'holds   3, F4    One seat each. (9 lectures)',
      '',
      'all 2 invariants hold',
    ].join('\n'),
  );
});

it('the report names what is broken, and counts what it does not name', () => {
  expect(report([finding, { ...finding, broken: ['Mina has two seats'], brokenInAll: 3 }])).toBe(
    [
      'holds   3, F4    One seat each. (9 lectures)',
      'BROKEN  3, F4    One seat each. (9 lectures)',
      '          - Mina has two seats',
      '          - and 2 more',
      '',
      '1 of 2 invariants are broken',
    ].join('\n'),
  );
});
