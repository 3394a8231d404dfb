import { allRows } from './rows/index.js';
import { soak } from './soak.js';
import { Labs, runControl, runRow, seconds, type Outcome } from './run-row.js';
import { startServers } from './lab/servers.js';
import { keepInReport } from './cli/report.js';
import { USAGE, wishesOf, type Wishes } from './cli/wishes.js';
import type { Row } from './row.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** All runs of one row, then its control; answers whether everything is as it must be. */
async function one(row: Row, { runs, seed, size, controls }: Wishes, labs: Labs): Promise<boolean> {
  say(`row ${row.number}: ${row.fault}`);
  const outcomes: Outcome[] = [];
  for (let n = 0; n < runs; n += 1) {
    const outcome = await runRow(row, seed + n, labs);
    outcomes.push(outcome);
    say(
      `  run ${n + 1} of ${runs}, seed ${outcome.seed}: ${colour(outcome)} in ${(outcome.tookMs / 1000).toFixed(1)} s`,
    );
    outcome.broken.forEach((each) => say(`    ${each}`));
  }
  const control = controls ? { seed, found: await runControl(row, seed, labs) } : undefined;
  if (control) say(`  without its guard: ${control.found[0] ?? 'NOTHING FOUND, the control failed'}`);
  keepInReport(row, { size, runs: outcomes, control });
  return outcomes.every(({ broken }) => broken.length === 0) && control?.found.length !== 0;
}

const colour = ({ broken }: Outcome): string => (broken.length === 0 ? 'green' : 'RED');

async function chosen({ rows: wanted, minutes }: Wishes): Promise<Row[]> {
  if (wanted === 'soak') return [soak(minutes)];
  // Rows with equal options come one after the other, so that they share a lab.
  const inOrder = (await allRows()).sort((a, b) => JSON.stringify(a.lab).localeCompare(JSON.stringify(b.lab)));
  if (wanted === 'all') return inOrder;
  const missing = wanted.filter((number) => !inOrder.some((row) => row.number === number));
  if (missing.length > 0) throw new Error(`there is no row ${missing.join(', ')}`);
  return inOrder.filter(({ number }) => wanted.includes(number));
}

async function main(args: string[]): Promise<boolean> {
  const wishes = wishesOf(args);
  const wanted = await chosen(wishes);
  const from = performance.now();
  say(`seed ${wishes.seed}; starting MariaDB and RabbitMQ`);
  const servers = await startServers(say);
  const labs = new Labs(servers, wishes.size, say);
  const red: Row[] = [];
  try {
    for (const row of wanted) if (!(await one(row, wishes, labs))) red.push(row);
  } finally {
    await labs.close();
    await servers.stop();
  }
  say(`${wanted.length} rows in ${seconds(from)} s; red: ${red.map(({ number }) => number).join(', ') || 'none'}`);
  return red.length === 0;
}

// What this process has started ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n${USAGE}\n`);
  process.exitCode = 2;
}
