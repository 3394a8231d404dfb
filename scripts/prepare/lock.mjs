import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure, say } from './progress.mjs';

const longest = 15 * 60_000;

/**
 * Runs `work` while no other process prepares the same folder. A lock whose owner has died is taken over.
 * @throws Failure when the other one is not done after 15 minutes
 */
export async function holdLock(root, work) {
  const lock = join(root, '.prepare.lock');
  const begun = Date.now();
  let reported = false;
  while (!take(root, lock)) {
    const owner = ownerOf(lock);
    if (owner && isGone(owner)) {
      takeAway(lock, owner);
      continue;
    }
    if (Date.now() - begun > longest) {
      throw new Failure(
        `another preparation (process ${owner?.pid}) has held ${lock} for too long: stop it or delete the folder.`,
      );
    }
    if (!reported) say(`waiting for another preparation (process ${owner?.pid ?? 'unknown'}) ...`);
    reported = true;
    await pause(200);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** Renamed into place when complete, so that the folder never exists without its owner's name. */
function take(root, lock) {
  if (existsSync(lock)) return false;
  const own = draftOf(root);
  try {
    renameSync(own, lock);
    return true;
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    if (existsSync(lock)) return false;
    throw error;
  }
}

function draftOf(root) {
  try {
    const draft = mkdtempSync(join(root, '.prepare.lock-'));
    writeFileSync(join(draft, 'owner.json'), JSON.stringify({ pid: process.pid, host: hostname(), since: Date.now() }));
    return draft;
  } catch (error) {
    throw new Failure(`cannot write in ${root} (${error.code}): installing and building need write access.`);
  }
}

function ownerOf(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, 'owner.json'), 'utf8'));
  } catch {
    return undefined; // released between our attempt and this read
  }
}

/** Exited, from before the last boot, or on another host and older than any preparation takes. */
function isGone({ pid, host, since }) {
  if (host !== hostname()) return Date.now() - since > longest;
  if (since < Date.now() - uptime() * 1000 - 5_000) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Serialized, because a slow process could otherwise remove the lock of the next owner. */
function takeAway(lock, owner) {
  const removal = `${lock}.removal`;
  try {
    mkdirSync(removal);
  } catch {
    if (Date.now() - (statSync(removal, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 10_000) {
      rmSync(removal, { recursive: true, force: true });
    }
    return;
  }
  try {
    const present = ownerOf(lock);
    if (present?.pid === owner.pid && present.since === owner.since) rmSync(lock, { recursive: true, force: true });
  } finally {
    rmSync(removal, { recursive: true, force: true });
  }
}
