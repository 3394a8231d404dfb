import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

const FOLDER = 'docs/benchmarks';
const HISTORY = '\n## What each change gave\n';

/** Writes docs/benchmarks/limit.json and the tables of limit.md; what was written below the tables by hand stays. */
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
  const { bare, distributed, embedded } = results;
  const report = {
    machine,
    bare: summary(bare),
    distributed: { ...summary(distributed, bare), outcome: results.outcome, lag: results.lag },
    embedded: summary(embedded, bare),
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/limit.json`, `${JSON.stringify(report, rounded, 2)}\n`);
  const page = markdown({ machine, bare, distributed, embedded, outcome: results.outcome, lag: results.lag });
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

function markdown({ machine, bare, distributed, embedded, outcome, lag }) {
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
  return `# How near to the limit

Written by \`npm run bench -- limit\` on ${machine.day}: Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.memoryGiB} GiB,
load average ${machine.loadBefore.toFixed(1)} before it began and ${machine.loadAfter.toFixed(1)} when it ended. The results are of that machine at that time;
only what stands in one table compares.

"distributed" is every service as one process of its own, on MariaDB and RabbitMQ (My Page's views in SQLite); the clients ask
registration **directly**, not through the gateway: \`POST /registrations\` with a card that is good, a provider that takes 0 ms
and never fails, rate limits off, tokens of a key of the run, twenty lectures with a seat for every student. "bare" is a script on the
same servers that does the durable steps of a registration and nothing else in one process (\`scripts/bench/limit/bare.mjs\`):
five transactions with their outbox rows, one request over a queue, three confirmed publishes, six consumes. "embedded" is
\`npm start\`: one process, SQLite. Servers, services, clients and the bare script share the processors; they are measured by turns.

"Per second" counts answers \`201 CONFIRMED\` until the last answer; "with all events" is all registrations over the time until
also every event was published and consumed by every consumer. "Not immediately" are the other answers (202: the payment is
not done in time; the seat is held, and the student can pay again): they are cheaper, and "with all events" counts them, so that
its ratio flatters a run that has many. Ratios are to the bare script with as many clients.

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
    ...distributed.map(row('distributed', distributed)),
    ...embedded.map(row('embedded', embedded)),
  ],
)}

No wrong outcome: ${outcome.confirmed} confirmed registrations, each with one seat and exactly one capture; no seat was sold twice.

My Page's lag at ${lag.perSecond} registrations a second (distributed, ${lag.events} events, from an event's time until its view shows it): p50 at most
${lag.medianMs} ms, p99 at most ${lag.p99Ms} ms, by the buckets of \`sugang_view_lag_seconds\`.

Processor time per registration, in milliseconds:

${table(
  ['clients', ...Object.keys(distributed[0].processorMs), 'together', 'embedded'],
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
