import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Outcome } from '../run-row.js';
import type { Row } from '../row.js';
import { pageOf } from './report-page.js';

export interface RowReport {
  number: number;
  fault: string;
  required: string;
  guard: string;
  size: string;
  runs: Outcome[];
  /** What the checker found with the guard switched off; absent where the control was not run. */
  control?: { seed: number; found: string[] };
}

export interface Report {
  /** By the number of the row. */
  rows: Record<string, RowReport>;
}

const FOLDER = resolve(import.meta.dirname, '../../../docs/faults');

export function readReport(folder = FOLDER): Report {
  const file = join(folder, 'report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : { rows: {} };
}

/** Replaces what is known of one row; all others stay. */
export function keepInReport(row: Row, facts: Pick<RowReport, 'size' | 'runs' | 'control'>, folder = FOLDER): void {
  const report = readReport(folder);
  const { number, fault, required, guard } = row;
  const before = report.rows[number];
  report.rows[number] = { number, fault, required, guard, ...facts, control: facts.control ?? before?.control };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'report.md'), pageOf(report));
}
