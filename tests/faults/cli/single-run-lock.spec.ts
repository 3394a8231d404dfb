import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitForOtherRuns } from './single-run-lock.js';

const UNUSED_PID = 2 ** 22 + 1;

describe('a chaos run', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sugang-lock-'));
    file = join(folder, 'pid');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('does not wait when no other run exists, or one has died', async () => {
    await waitForOtherRuns(() => undefined, file);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
    writeFileSync(file, String(UNUSED_PID));
    await waitForOtherRuns(() => undefined, file);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  });

  it('waits for another run and prints its process id', async () => {
    writeFileSync(file, String(process.ppid));
    const lines: string[] = [];
    await waitForOtherRuns((line) => {
      lines.push(line);
      rmSync(file);
    }, file);
    expect(lines).toEqual([`waiting for another chaos run (process ${process.ppid}) to end`]);
  });
});
