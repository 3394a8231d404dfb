import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';

const FOLDER = process.env.BENCH_FOLDER ?? 'docs/benchmarks';
/** A load average from which on something else runs on the machine. */
const BUSY = 1;

/** Writes docs/benchmarks/gateway.md and .json. */
export function writeGateway({ loadBefore, loadAfter, overhead, isolation, pace }) {
  const machine = {
    node: process.version,
    system: `${type()} ${release().split('-')[0]}`,
    processor: `${cpus().length} × ${cpus()[0].model.trim()}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore,
    loadAfter,
    day: new Date().toISOString().slice(0, 10),
  };
  const results = { machine, overhead: overhead.map(withRatios), pace, isolation: isolation.map(besideFirst) };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/gateway.json`, `${JSON.stringify(results, rounded, 2)}\n`);
  const page = markdown(results);
  writeFileSync(`${FOLDER}/gateway.md`, page);
  process.stdout.write(page);
}

const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);

const withRatios = ({ clients, direct, through }) => ({
  clients,
  direct,
  through,
  ratio: {
    median: through.medianMs / direct.medianMs,
    p99: through.p99Ms / direct.p99Ms,
    perSecond: through.perSecond / direct.perSecond,
  },
});

const besideFirst = (each, _n, [first]) => ({ ...each, ratio: each.lecture.p99Ms / first.lecture.p99Ms });

const ms = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

function markdown({ machine, overhead, pace, isolation }) {
  const { node, system, processor, memoryGiB, loadBefore, loadAfter, day } = machine;
  const busy =
    loadBefore > BUSY
      ? '**The machine was busy with other work: repeat the measurement on an idle one.**'
      : 'The machine had nothing else to do.';
  return `# Overhead of the gateway, and the effect of a failed service on others

Written by \`npm run bench -- gateway\` on ${day}: Node ${node}, ${system}, ${processor}, ${memoryGiB} GiB,
load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after. ${busy}
Gateway, service and clients share the CPUs; compare only values within one table.

## Through the gateway instead of directly

\`GET /api/v1/lectures/{id}\` of the real lecture service on SQLite, by clients that send the next request as soon as they have a response, directly
and through the gateway alternately. Reading one row is little work; for longer requests the ratio is closer to 1.

${table(
  [
    'clients',
    'directly p50',
    'p99',
    'per second',
    'gateway p50',
    'p99',
    'per second',
    'ratio p50',
    'ratio p99',
    'ratio per second',
  ],
  overhead.map(({ clients, direct, through, ratio }) => [
    clients,
    ...[direct, through].flatMap((run) => [ms(run.medianMs), ms(run.p99Ms), run.perSecond.toFixed(0)]),
    ...[ratio.median, ratio.p99, ratio.perSecond].map((value) => value.toFixed(2)),
  ]),
)}

## Next to a failed service

${pace.lecture} requests a second to lecture, ${pace.neighbor} a second to its neighbor (\`/api/v1/payments\`, a server in the script), both through the
gateway, at a fixed pace; a response time counts from the moment at which the request was due. The gateway has its default settings: it waits
10 s for a service that does not respond, until its circuit breaker opens. Ratios compare with the first row.

${table(
  ['the neighbor', 'its responses', 'its p50', 'lecture: requests', 'p50', 'p99', 'ratio of p99'],
  isolation.map(({ state, answers, neighbor, lecture, ratio }) => [
    state,
    Object.entries(answers)
      .map(([status, amount]) => `${amount} × ${status}`)
      .join(', '),
    ms(neighbor.medianMs),
    lecture.amount,
    ms(lecture.medianMs),
    ms(lecture.p99Ms),
    ratio.toFixed(2),
  ]),
)}
`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}
