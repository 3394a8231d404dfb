import type { Experiment, Finding } from '../experiment.js';

export interface Report extends Finding {
  readonly seconds: number;
  /** Violations found by the invariant check. */
  readonly broken: string[];
  /** Which systems were checked, in words. */
  readonly checked: number;
  readonly machine: string;
}

export const chartFile = (name: string, n: number): string => `${name}-${n + 1}.svg`;

/** The page of one experiment. */
export function pageOf({ name, title, question }: Experiment, report: Report): string {
  const { done, measurements, charts, broken, checked, seconds, machine } = report;
  return `# ${title}

${question}

Written by \`npm run experiment -- ${name}\` in ${Math.round(seconds)} s on ${machine}. The measurements vary from run to run; the question above
is answered the same way in each.

## What was done

${done.map((line, n) => `${n + 1}. ${line}`).join('\n')}

## Measurements

| measurement | here | the original system |
| --- | --- | --- |
${measurements.map(({ what, here, original = '' }) => `| ${what} | ${here} | ${original} |`).join('\n')}
${charts.map((chart, n) => `\n![${chart.title}](${chartFile(name, n)})\n`).join('')}
## The invariants afterwards

${broken.length === 0 ? `All hold (${checked === 1 ? 'one system' : `${checked} systems`} checked after all queues were empty).` : broken.map((each) => `- BROKEN ${each}`).join('\n')}
`;
}

/** The index page. */
export const indexOf = (experiments: readonly Experiment[]): string => `# Experiments

Experiments that the original system ran on a cluster, repeated with the real processes on one machine.
\`npm run experiment -- all\` runs all of them in about 15 minutes; \`npm run experiment -- <name>\` runs one.

| experiment | question |
| --- | --- |
${experiments.map(({ name, title, question }) => `| [${title}](${name}.md) | ${question} |`).join('\n')}
`;
