import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';

const folder = process.env.BENCH_FOLDER ?? 'docs/benchmarks';

/** Prints the tables and writes docs/benchmarks/embedded.md and .json. */
export async function writeReport({ runs, memory, students, loadBefore }) {
  const machine = {
    node: process.version,
    system: `${type()} ${release().split('-')[0]}`,
    processor: `${cpus().length} × ${cpus()[0].model.trim()}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore,
    day: new Date().toISOString().slice(0, 10),
  };
  const page = markdown({ runs, memory, students, machine });
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/embedded.md`, page);
  await writeFile(`${folder}/embedded.json`, `${JSON.stringify({ machine, students, runs, memory }, null, 2)}\n`);
  process.stdout.write(page);
}

function markdown({ runs, memory, students, machine }) {
  const alone = (run) =>
    runs.find(({ clients, providerLatencyMs }) => clients === 1 && providerLatencyMs === run.providerLatencyMs);
  return `# Registering in the embedded mode

Written by \`npm run bench\` on ${machine.day}: Node ${machine.node}, ${machine.system}, ${machine.processor}, ${machine.memoryGiB} GiB,
load average ${machine.loadBefore.toFixed(1)} before. One process serves everything; the clients run in another process on the same machine. ${students} students register once each for lectures with
a seat for every student (\`POST /registrations\` with \`tok_ok\`, answered 201 \`CONFIRMED\`): the seat, the charge at the provider, the
confirmation, each on disk (\`synchronous=FULL\`), and the events to every other service. When a payment has no outcome in time
(\`SUGANG_PAYMENT_TIMEOUT_MS\`), the response is 202 and the confirmation follows by event: "deferred". CPU time is the
time of the whole process per registration, including the effects of its events in the other services; "quiet" is how long these
continue after the last response. The results apply to that machine; the ratios are more general.

${table(
  ['provider latency', 'clients', 'registrations', 'deferred', 'per second', 'median', 'p99', 'quiet', 'CPU time each'],
  runs.map((run) => [
    `${run.providerLatencyMs} ms`,
    run.clients,
    run.amount,
    run.deferred,
    run.perSecond.toFixed(0),
    `${run.medianMs.toFixed(1)} ms`,
    `${run.p99Ms.toFixed(1)} ms`,
    run.quietAfterMs === undefined ? 'unknown' : `${(run.quietAfterMs / 1000).toFixed(1)} s`,
    run.processorMs === undefined ? 'unknown' : `${run.processorMs.toFixed(1)} ms`,
  ]),
)}

Ratios: throughput compared with one client; p99 compared with the median; how many \`GET /auth/me\` (a token check and one row) the same
clients complete in the time of one registration.

${table(
  ['provider latency', 'clients', 'throughput', 'p99 / median', 'reads per registration'],
  runs.map((run) => [
    `${run.providerLatencyMs} ms`,
    run.clients,
    `${(run.perSecond / alone(run).perSecond).toFixed(1)} ×`,
    (run.p99Ms / run.medianMs).toFixed(1),
    (run.readsPerSecond / run.perSecond).toFixed(1),
  ]),
)}

${table(
  ['provider latency', 'ready after', 'idle memory', 'after the runs', 'highest'],
  memory.map(({ providerLatencyMs, startedInMs, quiesced, afterwards }) => [
    `${providerLatencyMs} ms`,
    `${(startedInMs / 1000).toFixed(1)} s`,
    `${quiesced.now} MiB`,
    `${afterwards.now} MiB`,
    afterwards.highest === undefined ? 'unknown' : `${afterwards.highest} MiB`,
  ]),
)}
`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}
