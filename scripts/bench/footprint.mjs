// npm run bench -- footprint: from start to ready, memory at rest and after work, and the size on disk.
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { promisify } from 'node:util';
import { provideServers } from '../servers/provide.mjs';
import { measureFor } from './measure.mjs';
import { Crowd } from './limit/round.mjs';
import { openMode } from './support/mode.mjs';
import { alternately, median, say, table, writePage } from './support/page.mjs';
import { memoryOf } from './system.mjs';

const CLIENTS = 20;

export async function run({ quick }) {
  const loadBefore = loadavg()[0];
  const servers = await provideServers({ say });
  try {
    const modes = { embedded: 'embedded', distributed: 'distributed' };
    const [seconds, repetitions] = quick ? [2, 1] : [8, 3];
    const results = await alternately(modes, repetitions, (mode) => started(mode, servers, seconds));
    write({ results, sizes: await installed(), loadBefore, quick });
  } finally {
    await servers.stop();
  }
}

async function started(mode, servers, seconds) {
  const system = await openMode(mode, { servers, env: { SUGANG_PROVIDER_LATENCY_MS: '0' } });
  try {
    const idle = await memory(system);
    const lectures = await system.openLectures(20);
    let next = 0;
    const crowd = await Crowd.of(system.tokens.students(Crowd.size), () => Promise.resolve(lectures[next++]));
    await measureFor({ clients: CLIENTS, seconds }, () => system.api.register(...crowd.next()));
    await system.settled();
    await system.assertInvariants();
    const worked = await memory(system);
    return Object.fromEntries(
      Object.entries(idle).map(([name, { now }]) => [
        name,
        {
          startedInMs: system.startedInMs[name],
          idleMiB: now,
          workedMiB: worked[name].now,
          highestMiB: worked[name].highest,
        },
      ]),
    );
  } finally {
    await system.stop();
  }
}

async function memory({ pids }) {
  return Object.fromEntries(await Promise.all(pids.map(async ([name, pid]) => [name, await memoryOf(pid)])));
}

/** Sizes on disk as `du` counts them, in MiB; node_modules is what is installed here, tools included. */
async function installed() {
  const sizes = {};
  for (const folder of ['dist', 'node_modules']) {
    const { stdout } = await promisify(execFile)('du', ['-sk', folder]);
    sizes[folder] = Number(stdout.split('\t')[0]) / 1024;
  }
  return sizes;
}

function write({ results, sizes, loadBefore, quick }) {
  const processes = Object.entries(results).flatMap(([mode, all]) =>
    Object.keys(all[0]).map((name) => ({
      mode,
      name,
      ...Object.fromEntries(
        Object.keys(all[0][name]).map((metric) => [metric, median(all.map((repetition) => repetition[name][metric]))]),
      ),
    })),
  );
  const mib = (value) => (value === undefined ? 'unknown' : `${Math.round(value)} MiB`);
  const rows = processes.map((each) => [
    each.mode,
    each.name,
    `${(each.startedInMs / 1000).toFixed(1)} s`,
    ...[each.idleMiB, each.workedMiB, each.highestMiB].map(mib),
  ]);
  writePage('footprint', {
    title: 'Start, memory and size',
    intro: `From the start of a process until it is ready, and its resident memory: at rest, after registrations by ${CLIENTS} clients, and at its highest.`,
    sections: [
      table(['mode', 'process', 'ready after', 'at rest', 'after work', 'highest'], rows),
      table(
        ['on disk', 'size'],
        Object.entries(sizes).map(([folder, size]) => [`\`${folder}\``, mib(size)]),
      ),
    ],
    results: { processes, sizesMiB: sizes },
    chart: {
      title: 'Resident memory after work',
      kind: 'bars',
      x: '',
      y: 'MiB',
      labels: processes.map(({ name }) => name),
      series: [{ name: 'MiB', values: processes.map(({ workedMiB }) => workedMiB) }],
    },
    ...{ loadBefore, quick },
  });
}
