import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

const FILE = join(tmpdir(), 'sugang-chaos.pid');
const ASKS_MS = 1_000;

/** Waits until no other chaos runs on this machine: two at once would distort each other's measurements. */
export async function waitForOtherRuns(say: (line: string) => void, file = FILE): Promise<void> {
  for (let announced = false; !taken(file); announced = true) {
    if (!announced) say(`waiting for another chaos run (process ${ownerOf(file)}) to end`);
    await after(ASKS_MS);
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

function taken(file: string): boolean {
  if (existsSync(file) && !isAlive(ownerOf(file))) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const ownerOf = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0);

/** A file without a number is still being written. */
function isAlive(pid: number): boolean {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // The process no longer exists: it died without removing its file.
  }
}
