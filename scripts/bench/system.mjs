import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../libs/testing/src/free-port.mjs';

/** Starts the built standalone on a free port, as `npm start` does, and waits until it is ready. */
export const startSystem = (options) => startBuilt('standalone', options);

/** Starts a built app, or the `entry` that wraps it, as a process on a free port, and waits until it is ready. */
export async function startBuilt(name, { dataDir, env, flags = [], entry = entryOf(name) }) {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, entry], {
    env: {
      ...process.env,
      ...env,
      PORT: String(port),
      SUGANG_DATA_DIR: dataDir,
      SUGANG_RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  await ready(name, child, port);
  const startedInMs = performance.now() - begun;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, pid: child.pid, startedInMs, stop };
}

const entryOf = (name) => fileURLToPath(new URL(`../../dist/apps/${name}/src/main.js`, import.meta.url));

async function ready(name, child, port) {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch((error) => error);
    if (answer.status === 200) return;
    await pause(20);
  }
  child.kill('SIGKILL');
  throw new Error(`${name} was not ready within 30 s`);
}

/** Resident memory of a process in MiB, now and at its highest; the latter on Linux only. */
export async function memoryOf(pid) {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const mib = (field) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)[1]) / 1024);
    return { now: mib('VmRSS'), highest: mib('VmHWM') };
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return { now: Math.round(Number(stdout) / 1024) };
}

const TICKS_PER_SECOND = 100;

/** Processor time that a process has used, in seconds; undefined except on Linux. */
export async function processorTimeOf(pid) {
  if (process.platform !== 'linux') return undefined;
  const afterName = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(afterName[11]) + Number(afterName[12])) / TICKS_PER_SECOND;
}

/** Waits until the process has no work left (every event published and consumed); returns how long that took, in ms. */
export async function quiet(pid) {
  const begun = performance.now();
  let before = await processorTimeOf(pid);
  while (before !== undefined && performance.now() - begun < 60_000) {
    await pause(250);
    const now = await processorTimeOf(pid);
    if (now - before < 0.05) return Math.round(performance.now() - begun - 250);
    before = now;
  }
  return undefined;
}
