import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { svgOf } from '../chart.js';
import type { Experiment, Finding } from '../experiment.js';
import { chartFile, indexOf, pageOf } from './page.js';

const FOLDER = resolve(import.meta.dirname, '../../../docs/experiments');
const GIB = 1024 ** 3;

/** Writes the report of an experiment with its charts, and the index. */
export function keep(
  experiment: Experiment,
  finding: Finding & { seconds: number; broken: string[]; checked: number },
  all: readonly Experiment[],
): void {
  mkdirSync(FOLDER, { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / GIB)} GiB, Node ${process.version}`;
  finding.charts.forEach((chart, n) => writeFileSync(join(FOLDER, chartFile(experiment.name, n)), svgOf(chart)));
  writeFileSync(join(FOLDER, `${experiment.name}.md`), pageOf(experiment, { ...finding, machine }));
  writeFileSync(join(FOLDER, 'README.md'), indexOf(all));
}
