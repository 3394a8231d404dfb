import { allRows } from './rows/index.js';
import { soak } from './soak.js';
import { Labs, runControl, runRow, seconds, type Outcome } from './run-row.js';
import { startServers } from './lab/servers.js';
import { waitForOtherRuns } from './cli/single-run-lock.js';
import { keepInReport } from './cli/report.js';
import { USAGE, parseOptions, type ChaosOptions } from './cli/options.js';
import type { Row } from './row.js';

const MOST_KEPT = 5;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** All runs of one row; returns whether they are green. */
async function runs(row: Row, { runs: amount, seed, size }: ChaosOptions, labs: Labs): Promise<boolean> {
  say(`row ${row.number}: ${row.fault}`);
  const outcomes: Outcome[] = [];
  for (let n = 0; n < amount; n += 1) {
    const outcome = await runRow(row, seed + n, labs);
    outcomes.push(outcome);
    const took = (outcome.tookMs / 1000).toFixed(1);
    say(`  run ${n + 1} of ${amount}, seed ${outcome.seed}: ${color(outcome)} in ${took} s`);
    outcome.broken.forEach((each) => say(`    ${each}`));
  }
  keepInReport(row, size === 'full' ? { full: outcomes } : { runs: outcomes });
  return outcomes.every(({ broken }) => broken.length === 0);
}

/** A row without its guard; returns whether a violation was found. */
async function control(row: Row, { seed }: ChaosOptions, labs: Labs): Promise<boolean> {
  const found = await controlled(row, seed, labs);
  say(`row ${row.number} without its guard: ${found[0] ?? 'NOTHING FOUND, the control failed'}`);
  keepInReport(row, { control: { seed, found: found.slice(0, MOST_KEPT) } });
  return found.length > 0;
}

async function controlled(row: Row, seed: number, labs: Labs): Promise<string[]> {
  try {
    return await runControl(row, seed, labs);
  } catch (error) {
    say(`  the control of row ${row.number} broke off: ${String((error as Error).stack)}`);
    return [];
  }
}

const color = ({ broken }: Outcome): string => (broken.length === 0 ? 'green' : 'RED');

async function chosen({ rows: wanted, minutes }: ChaosOptions): Promise<Row[]> {
  if (wanted === 'soak') return [soak(minutes)];
  const inOrder = await allRows();
  if (wanted === 'all') return inOrder;
  const missing = wanted.filter((number) => !inOrder.some((row) => row.number === number));
  if (missing.length > 0) throw new Error(`there is no row ${missing.join(', ')}`);
  return inOrder.filter(({ number }) => wanted.includes(number));
}

/** Numbers of the rows of a group that failed. */
async function redIn(group: Row[], wishes: ChaosOptions, labs: Labs): Promise<number[]> {
  const red: number[] = [];
  for (const row of group) if (!(await runs(row, wishes, labs))) red.push(row.number);
  if (!wishes.controls) return red;
  // Last, because controls leave broken stores.
  for (const row of group) if (!(await control(row, wishes, labs))) red.push(row.number);
  return red;
}

/** Rows with equal options share a lab. */
const byLab = (rows: Row[]): Row[][] =>
  [...new Set(rows.map(({ lab }) => JSON.stringify(lab)))].map((key) =>
    rows.filter(({ lab }) => JSON.stringify(lab) === key),
  );

async function main(args: string[]): Promise<boolean> {
  const wishes = parseOptions(args);
  const wanted = await chosen(wishes);
  await waitForOtherRuns(say);
  const from = performance.now();
  say(`seed ${wishes.seed}; starting MariaDB and RabbitMQ`);
  const servers = await startServers(say);
  const labs = new Labs(servers, wishes.size, say);
  const red = new Set<number>();
  try {
    for (const group of byLab(wanted)) (await redIn(group, wishes, labs)).forEach((number) => red.add(number));
  } finally {
    await labs.close();
    await servers.stop();
  }
  say(`${wanted.length} rows in ${seconds(from)} s; red: ${[...red].join(', ') || 'none'}`);
  return red.size === 0;
}

// Child processes end with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
