import { describe, expect, it } from '@jest/globals';
import { pageOf } from './report-page.js';
import type { RowReport } from './row-report.js';

const row: RowReport = {
  number: 13,
  fault: 'Payment dies',
  required: 'One charge.',
  guard: 'the key',
  runs: [{ seed: 7, broken: [], events: ['payment was killed'], tookMs: 2_000 }],
};

describe('the report of the faults', () => {
  it('counts green runs and lists their seeds and events', () => {
    const page = pageOf({ rows: { 13: { ...row, control: { seed: 7, found: ['charged twice'] } } } });
    expect(page).toContain('| 13 | Payment dies | 1 of 1 | 2.0 |  | red, as required |');
    expect(page).toContain('Seeds: 7.');
    expect(page).toContain('- payment was killed');
    expect(page).toContain('Without the key:\n\n- charged twice');
  });

  it('lists full-size runs separately from small ones', () => {
    const full = [{ seed: 9, broken: [], events: ['away for an hour'], tookMs: 9_000 }];
    const page = pageOf({ rows: { 13: { ...row, full } } });
    expect(page).toContain('| 13 | Payment dies | 1 of 1; at full size 1 of 1 | 2.0 |');
    expect(page).toContain('At full size:\n\n- away for an hour');
  });

  it('shows failed runs and a negative control that detected nothing', () => {
    const red = { seed: 8, broken: ['charged twice'], events: [], tookMs: 1 };
    const page = pageOf({ rows: { 13: { ...row, runs: [...row.runs, red], control: { seed: 7, found: [] } } } });
    expect(page).toContain('1 of 2');
    expect(page).toContain('RED with seed 8:\n\n- charged twice');
    expect(page).toContain('GREEN: the control failed');
  });
});
