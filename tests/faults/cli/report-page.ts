import type { Report, RowReport } from './row-report.js';

/** The report page: a table of all rows, then the events of the last run of each. */
export function pageOf({ rows }: Report): string {
  const inOrder = Object.values(rows).sort((a, b) => a.number - b.number);
  return `# Fault report

Written by \`npm run chaos\`; a run of one row replaces only that row. \`npm run chaos -- <row> --seed <seed>\` replays a run.

| # | fault | green runs | seconds per run | recovery | without its guard |
| --- | --- | --- | --- | --- | --- |
${inOrder.map(lineOf).join('\n')}

${inOrder.map(sectionOf).join('\n')}`;
}

function lineOf({ number, fault, runs, full = [], control }: RowReport): string {
  const took = runs.reduce((sum, run) => sum + run.tookMs, 0) / 1000 / Math.max(1, runs.length);
  const cells = [
    number,
    fault,
    [greenOf(runs), ...(full.length > 0 ? [`at full size ${greenOf(full)}`] : [])].join('; '),
    took.toFixed(1),
    recoveryOf([...runs, ...full]),
    control ? (control.found.length > 0 ? 'red, as required' : 'GREEN: the control failed') : 'not run',
  ];
  return `| ${cells.join(' | ')} |`;
}

const greenOf = (runs: RowReport['runs']): string =>
  `${runs.filter(({ broken }) => broken.length === 0).length} of ${runs.length}`;

function recoveryOf(runs: RowReport['runs']): string {
  const seen = runs.flatMap(({ recovery }) => recovery ?? []);
  if (seen.length === 0) return '';
  const worst = Math.max(...seen.map(({ withinS }) => withinS));
  const least = Math.min(...seen.map(({ throughput }) => throughput));
  return `≤ ${worst.toFixed(1)} s, throughput ≥ ${Math.round(least * 100)} %`;
}

function sectionOf({ number, fault, required, guard, runs, full = [], control }: RowReport): string {
  const red = [...runs, ...full].filter(({ broken }) => broken.length > 0);
  return `## ${number}. ${fault}

${required}

Seeds: ${runs.map(({ seed }) => seed).join(', ')}${full.map(({ seed }) => `; at full size ${seed}`).join('')}.${red.map(({ seed, broken }) => `\n\nRED with seed ${seed}:\n\n${list(broken)}`).join('')}

${list(runs.at(-1)?.events ?? [])}
${full.length > 0 ? `\nAt full size:\n\n${list(full.at(-1)!.events)}\n` : ''}${control ? `\nWithout ${guard}:\n\n${list(control.found.slice(0, 5))}\n` : ''}`;
}

const list = (lines: string[]): string => lines.map((line) => `- ${line.split('\n')[0]}`).join('\n');
