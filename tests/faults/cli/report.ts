import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Row } from '../row.js';
import { pageOf } from './report-page.js';
import type { Report, RowReport } from './row-report.js';

const FOLDER = resolve(import.meta.dirname, '../../../docs/faults');

export function readReport(folder = FOLDER): Report {
  const file = join(folder, 'report.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : { rows: {} };
}

/** Replaces the runs of one row, or its control; the rest stays. */
export function keepInReport(
  { number, fault, required, guard }: Row,
  facts: Partial<Pick<RowReport, 'runs' | 'full' | 'control'>>,
  folder = FOLDER,
): void {
  const report = readReport(folder);
  const before = report.rows[number] ?? { runs: [] };
  report.rows[number] = { ...before, number, fault, required, guard, ...facts };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'report.md'), pageOf(report));
}
