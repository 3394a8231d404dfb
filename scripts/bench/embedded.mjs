// npm run bench: how fast the embedded mode registers, on this machine. Nothing fails for being slow.
// Starts the built standalone on an empty data directory, once with the provider's default latency and once with none.
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from './api.mjs';
import { measure } from './measure.mjs';
import { writeReport } from './report.mjs';
import { memoryOf, processorTimeOf, quiet, startSystem } from './system.mjs';

const CLIENTS = [1, 20, 50];
const LATENCIES = ['20', '0']; // SUGANG_PROVIDER_LATENCY_MS: its default, and none
const STUDENTS = Number(process.env.BENCH_STUDENTS ?? 300);
const REGISTRATIONS = Number(process.env.BENCH_REGISTRATIONS ?? 1200);

const dataDir = mkdtempSync(join(tmpdir(), 'sugang-bench-'));
const say = (line) => process.stderr.write(`bench: ${line}\n`);
const results = { runs: [], memory: [], loadBefore: loadavg()[0] };
let students;

try {
  for (const latency of LATENCIES) {
    const system = await startSystem({ dataDir, env: { SUGANG_PROVIDER_LATENCY_MS: latency } });
    try {
      await measureSystem(system, latency);
    } finally {
      await system.stop();
    }
  }
  await writeReport({ ...results, students: STUDENTS });
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function measureSystem(system, latency) {
  const api = new Api(system.port);
  const quiesced = await memoryOf(system.pid);
  if (!students) {
    say(`${STUDENTS} students sign up ...`);
    students = await api.students(STUDENTS);
  }
  const instructor = await api.login('park@sugang.dev', 'sugang-demo');
  say(`provider latency ${latency} ms: warming up ...`);
  await registrations(api, instructor, { clients: 20, amount: STUDENTS });
  await quiet(system.pid);
  for (const clients of CLIENTS) {
    const amount = clients === 1 ? Math.min(REGISTRATIONS, 300) : REGISTRATIONS;
    const before = await processorTimeOf(system.pid);
    const run = await registrations(api, instructor, { clients, amount });
    const quietAfterMs = await quiet(system.pid);
    const processorMs = before && (((await processorTimeOf(system.pid)) - before) * 1000) / amount;
    const { perSecond: readsPerSecond } = await readings(api, instructor, { clients, amount });
    results.runs.push({
      providerLatencyMs: Number(latency),
      clients,
      ...run,
      quietAfterMs,
      processorMs,
      readsPerSecond,
    });
    say(
      `${clients} clients: ${run.perSecond.toFixed(0)}/s, median ${run.medianMs.toFixed(1)} ms, p99 ${run.p99Ms.toFixed(1)} ms`,
    );
  }
  const afterwards = await memoryOf(system.pid);
  results.memory.push({ providerLatencyMs: Number(latency), startedInMs: system.startedInMs, quiesced, afterwards });
}

/** Each student registers once per lecture, so `amount` registrations need a few big lectures, the first one first. */
async function registrations(api, instructor, { clients, amount }) {
  const lectures = [];
  while (lectures.length * students.length < amount) lectures.push(await api.openLecture(instructor));
  await api.knownToRegistration(lectures);
  let deferred = 0;
  const run = await measure({ clients, amount }, async (n) => {
    const lecture = lectures[Math.floor(n / students.length)];
    const status = await api.register(students[n % students.length], lecture);
    if (status === 202) deferred += 1;
    else if (status !== 201) throw new Error(`a registration answered ${status}`);
  });
  return { ...run, deferred };
}

/** The measure to compare with on the same machine: a read of one row, with the same token check. */
function readings(api, instructor, { clients, amount }) {
  return measure({ clients, amount }, async () => {
    const { status } = await api.get('/auth/me', instructor);
    if (status !== 200) throw new Error(`a reading answered ${status}`);
  });
}
