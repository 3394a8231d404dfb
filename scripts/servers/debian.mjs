import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Full path of a program, or undefined. Servers are in sbin, which may not be on the PATH. */
export function programPath(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether packages can be installed here: Debian's apt, as root. */
export const canInstall = () => process.getuid?.() === 0 && programPath('apt-get') !== undefined;

let installing = Promise.resolve();

/**
 * Installs Debian packages, one request after the other: apt's list lock lets only one run. Their own services are not started:
 * RUNLEVEL=1 keeps the installer from it.
 */
export function install(packages, say) {
  const mine = installing.then(() => installNow(packages, say));
  installing = Promise.allSettled([mine]);
  return mine;
}

async function installNow(packages, say) {
  say(`installing ${packages.join(', ')} from Debian's packages (about a minute)`);
  await apt(['update', '-qq'], say);
  await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages], say);
}

const LOCKED = /Could not get lock|Unable to (?:acquire|lock)/;
const LOCK_WAIT_MS = 5 * 60_000;
const LOCK_RETRY_MS = 2_000;

/** Waits for another apt process, because apt's own lock timeout does not cover the package lists. */
async function apt(args, say) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const until = Date.now() + LOCK_WAIT_MS;
  for (let reported = false; ; reported = true) {
    try {
      return await run('apt-get', args, { env, maxBuffer: 1 << 26 });
    } catch (error) {
      if (!LOCKED.test(error.stderr ?? '') || Date.now() > until) throw error;
      if (!reported) say('waiting for another apt-get to end');
      await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
    }
  }
}
