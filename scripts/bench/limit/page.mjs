import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

const FOLDER = process.env.BENCH_FOLDER ?? 'docs/benchmarks';
const HISTORY = '\n## Effect of each change\n';

/** Writes docs/benchmarks/limit.json and the tables of limit.md; the hand-written history below them is preserved. */
export function writeLimit(results) {
  const machine = {
    node: process.version,
    system: `${type()} ${release().split('-')[0]}`,
    processor: `${cpus().length} × ${cpus()[0].model.trim()}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore: results.loadBefore,
    loadAfter: results.loadAfter,
    day: new Date().toISOString().slice(0, 10),
  };
  const { bare, gathered, distributed, gateway, embedded } = results;
  const report = {
    machine,
    bare: summary(bare),
    gathered: summary(gathered, bare),
    distributed: { ...summary(distributed, bare), outcome: results.outcome, lag: results.lag },
    gateway: summary(gateway, bare),
    embedded: summary(embedded, bare),
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/limit.json`, `${JSON.stringify(report, rounded, 2)}\n`);
  const page = markdown({ machine, ...results });
  writeFileSync(`${FOLDER}/limit.md`, page + history());
  process.stdout.write(page);
}

const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
const ratio = (runs, base, metric, n) => runs[n][metric] / base[n][metric];

/** The results with the most clients, then those of every run. */
function summary(runs, base) {
  const [last, { perSecond }] = [runs.length - 1, runs.at(-1)];
  const byClients = runs.map((round, n) => ({
    ...round,
    ...(base && {
      ratio: ratio(runs, base, 'perSecond', n),
      ratioWithAllEvents: ratio(runs, base, 'settledPerSecond', n),
    }),
  }));
  const ratios = base && {
    ratio: ratio(runs, base, 'perSecond', last),
    ratioWithAllEvents: ratio(runs, base, 'settledPerSecond', last),
  };
  return { perSecond, ...ratios, byClients };
}

function history() {
  try {
    const [, kept] = readFileSync(`${FOLDER}/limit.md`, 'utf8').split(HISTORY);
    return kept === undefined ? '' : HISTORY + kept;
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

const ms = (value) => `${value.toFixed(1)} ms`;

function markdown({ machine, bare, gathered, distributed, gateway, embedded, outcome, lag }) {
  const row = (mode, runs) => (round, n) => [
    mode,
    round.clients,
    round.amount,
    round.amount - (round.answers?.[201] ?? round.amount),
    round.perSecond.toFixed(0),
    round.settledPerSecond.toFixed(0),
    ms(round.medianMs),
    ms(round.p99Ms),
    runs === bare ? '' : ratio(runs, bare, 'perSecond', n).toFixed(2),
    runs === bare ? '' : ratio(runs, bare, 'settledPerSecond', n).toFixed(2),
  ];
  return `# The distributed mode compared with a minimal script

Written by \`npm run bench -- limit\` on ${machine.day}: Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.memoryGiB} GiB,
load average ${machine.loadBefore.toFixed(1)} before and ${machine.loadAfter.toFixed(1)} after. The results apply to that machine at that time;
compare only values within one table.

"distributed" runs every service as its own process on MariaDB and RabbitMQ (My Page's views in SQLite). The clients call
registration **directly**, in the rows "through the gateway" the gateway: \`POST /registrations\` with a valid card, a provider latency of 0 ms without
failures, rate limits off, tokens signed by the benchmark, twenty lectures with a seat for every student. "bare" is a script on the
same servers that performs only the durable steps of a registration, in one process (\`scripts/bench/limit/bare.mjs\`):
five transactions with their outbox rows, one request over a queue, three confirmed publishes, six consumed messages. "bare, gathered" is
the same script with what queued meanwhile in one transaction and multi-row statements. "embedded" is \`npm start\`: one process, SQLite. Servers, services, clients and the bare script share the CPUs; the rows are medians of three alternating runs.

"Per second" counts \`201 CONFIRMED\` responses until the last response; "with all events" divides all registrations by the time until
every event was published and consumed by every consumer. "Not immediately" counts the other responses (202: the payment had no
outcome in time; the seat is held, and the student can pay again). They are cheaper but count in "with all events", so
its ratio is too favorable for a run with many of them. Ratios compare with the bare script with the same number of clients.

${table(
  [
    'mode',
    'clients',
    'registrations',
    'not immediately',
    'per second',
    'with all events',
    'p50',
    'p99',
    'ratio',
    'ratio with all events',
  ],
  [
    ...bare.map(row('bare', bare)),
    ...gathered.map(row('bare, gathered', gathered)),
    ...distributed.map(row('distributed', distributed)),
    ...gateway.map(row('through the gateway', gateway)),
    ...embedded.map(row('embedded', embedded)),
  ],
)}

No wrong outcome: ${outcome.confirmed} confirmed registrations, each with one seat and exactly one capture; no seat was sold twice.

Lag of My Page at ${lag.perSecond} registrations a second (distributed, ${lag.events} events, from an event to its view): p50 at most
${lag.medianMs} ms, p99 at most ${lag.p99Ms} ms, from the buckets of \`sugang_view_lag_seconds\`.

CPU time per registration, in milliseconds:

${table(
  ['clients', ...Object.keys(distributed[0].processorMs), 'total', 'embedded'],
  distributed.map(({ clients, processorMs }, n) => {
    const each = Object.values(processorMs);
    const together = each.reduce((sum, value) => sum + value, 0);
    return [clients, ...[...each, together, embedded[n].processorMs.standalone].map((value) => value.toFixed(1))];
  }),
)}
`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}
