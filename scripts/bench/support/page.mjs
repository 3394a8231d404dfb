import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import '../../../libs/testing/src/typescript-hooks.mjs';

const { svgOf } = await import('../../../tests/experiments/chart.ts');

const FOLDER = process.env.BENCH_FOLDER ?? 'docs/benchmarks';
/** A load average from which on something else runs on the machine. */
const BUSY = 1;

export const say = (line) => process.stderr.write(`bench: ${line}\n`);

/** Writes `<name>.md`, `<name>.json` and, for a chart, `<name>.svg` to docs/benchmarks. `sections` are Markdown. */
export function writePage(name, { title, intro, sections, results, chart, loadBefore, quick }) {
  const [processor] = cpus();
  const machine = {
    node: process.version,
    system: `${type()} ${release().split('-')[0]}`,
    processor: `${cpus().length} × ${processor.model.trim()}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore,
    loadAfter: loadavg()[0],
    day: new Date().toISOString().slice(0, 10),
  };
  const text = [
    `# ${title}`,
    `Written by \`npm run bench -- ${name}${quick ? ' --quick' : ''}\` on ${machine.day}: Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.memoryGiB} GiB. ${burden(machine, quick)}`,
    intro,
    ...(chart ? [`![${chart.title}](${name}.svg)`] : []),
    ...sections,
  ].join('\n\n');
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify({ machine, quick, ...results }, rounded, 2)}\n`);
  writeFileSync(`${FOLDER}/${name}.md`, `${text}\n`);
  if (chart) writeFileSync(`${FOLDER}/${name}.svg`, svgOf(chart));
  process.stdout.write(`${text}\n`);
}

const burden = ({ loadBefore }, quick) =>
  [
    ...(quick ? ['**A quick run: one short round; repeat it without `--quick`.**'] : []),
    ...(loadBefore > BUSY ? ['**The machine was busy with other work: only ratios mean something.**'] : []),
    'Servers, services and clients share the processors; compare values within one table only.',
  ].join(' ');

const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}

export const ms = (value) =>
  value === undefined ? '–' : value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;

export const times = (ratio) => `${ratio.toFixed(2)} ×`;

/** The median of a metric over repetitions. */
export function median(values) {
  const sorted = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of every number of several repetitions with the same shape. */
export const medians = (repetitions) =>
  Object.fromEntries(
    Object.entries(repetitions[0]).map(([key, value]) => [
      key,
      typeof value === 'number' ? median(repetitions.map((round) => round[key])) : value,
    ]),
  );

/** Runs `act` with every one of `subjects` in turn, so many times; the results of each. */
export async function alternately(subjects, repetitions, act) {
  const results = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 1; round <= repetitions; round += 1) {
    for (const [name, subject] of Object.entries(subjects)) {
      say(`round ${round} of ${repetitions}: ${name}`);
      results[name].push(await act(subject, name));
    }
  }
  return results;
}
