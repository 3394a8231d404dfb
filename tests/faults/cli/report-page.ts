import type { Report, RowReport } from './row-report.js';

/** The report as a page: a table of all rows, then what happened in the last run of each. */
export function pageOf({ rows }: Report): string {
  const inOrder = Object.values(rows).sort((a, b) => a.number - b.number);
  return `# What was done to the system, and what it did

Written by \`npm run chaos\`; a run of one row replaces that row only. \`npm run chaos -- <row> --seed <seed>\` replays a run.

| # | fault | green runs | seconds per run | recovery | without its guard |
| --- | --- | --- | --- | --- | --- |
${inOrder.map(lineOf).join('\n')}

${inOrder.map(sectionOf).join('\n')}`;
}

function lineOf({ number, fault, runs, control, size }: RowReport): string {
  const green = runs.filter(({ broken }) => broken.length === 0);
  const took = runs.reduce((sum, run) => sum + run.tookMs, 0) / 1000 / Math.max(1, runs.length);
  const cells = [
    number,
    fault,
    `${green.length} of ${runs.length}${size === 'full' ? ' (full size)' : ''}`,
    took.toFixed(1),
    recoveryOf(runs),
    control ? (control.found.length > 0 ? 'red, as it must be' : 'GREEN: the control failed') : 'not run',
  ];
  return `| ${cells.join(' | ')} |`;
}

function recoveryOf(runs: RowReport['runs']): string {
  const seen = runs.flatMap(({ recovery }) => recovery ?? []);
  if (seen.length === 0) return '';
  const worst = Math.max(...seen.map(({ withinS }) => withinS));
  const least = Math.min(...seen.map(({ throughput }) => throughput));
  return `≤ ${worst.toFixed(1)} s, throughput ≥ ${Math.round(least * 100)} %`;
}

function sectionOf({ number, fault, required, guard, runs, control }: RowReport): string {
  const last = runs.at(-1);
  const red = runs.filter(({ broken }) => broken.length > 0);
  return `## ${number}. ${fault}

${required}

Seeds: ${runs.map(({ seed }) => seed).join(', ')}.${red.map(({ seed, broken }) => `\n\nRED with seed ${seed}:\n\n${list(broken)}`).join('')}

${list(last?.events ?? [])}
${control ? `\nWithout ${guard}:\n\n${list(control.found.slice(0, 5))}\n` : ''}`;
}

const list = (lines: string[]): string => lines.map((line) => `- ${line.split('\n')[0]}`).join('\n');
