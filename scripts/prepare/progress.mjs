import { spawn } from 'node:child_process';

/** An error that one line explains; printed without its stack. */
export class Failure extends Error {}

/** Progress goes to standard error, so that standard output contains only the output of the script. */
export const say = (line) => process.stderr.write(`sugang: ${line}\n`);

/**
 * Runs a program with its output visible and a line every ten seconds; says how long it took.
 * @throws Failure when it cannot start or does not end with 0
 */
export async function run(what, command, args, { hint, ...options }) {
  say(`${what} ...`);
  const begun = Date.now();
  const seconds = () => ((Date.now() - begun) / 1000).toFixed(1);
  const stillBusy = setInterval(() => say(`${what} ... ${seconds()} s`), 10_000);
  try {
    await ended(spawn(command, args, { stdio: ['ignore', 2, 2], ...options }));
  } catch (error) {
    throw new Failure(`${what} failed after ${seconds()} s (${error.message}). ${hint}`);
  } finally {
    clearInterval(stillBusy);
  }
  say(`${what}: done in ${seconds()} s`);
}

/** A signal to us is passed on to the child, which ends and so ends us: the lock is given back on the way. */
function ended(child) {
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => (code === 0 ? resolve() : reject(new Error(signal ?? `exit code ${code}`))));
  }).finally(() => {
    for (const signal of signals) process.off(signal, pass);
  });
}
