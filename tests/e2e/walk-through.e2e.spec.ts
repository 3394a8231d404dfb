import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freePort, tempDir } from '#testing';
import { RunningSystem } from '../support/running-system.js';

const readme = readFileSync('README.md', 'utf8');
const [, script, printed] = /## Walk-through[^]*?```sh\n([^]*?)```[^]*?```text\n([^]*?)```/.exec(readme)!;

describe('the walk-through of the README', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await RunningSystem.start();
  });
  afterAll(async () => {
    await system.stop();
    system.forget();
  });

  /** Ids and times differ. */
  const plain = (output: string) =>
    output.replace(/\r|\uFEFF/g, '').replace(/[\da-f]{8}-[\da-f…][\da-f-]*|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '?');

  it('can be pasted as one block, twice in a row, and prints what it says', async () => {
    for (let round = 0; round < 2; round += 1) {
      const own = script!.replace('http://localhost:8080', system.url);
      const { stdout, stderr } = await promisify(execFile)('sh', ['-c', own], { timeout: 50_000 });
      expect([plain(stdout), stderr]).toEqual([plain(printed!), '']);
    }
  }, 110_000);
});

describe('npm start', () => {
  const dataDir = tempDir('npm-start');

  it('ends with the server when its process is killed', async () => {
    const url = `http://localhost:${await freePort()}`;
    const env = { ...process.env, PORT: new URL(url).port, SUGANG_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
    const npm = spawn('npm', ['start', '--ignore-scripts'], { env, stdio: 'ignore' });
    await eventually(async () => expect((await fetch(`${url}/health/live`)).status).toBe(200), { within: 50_000 });
    npm.kill('SIGTERM');
    await eventually(() => expect(fetch(url)).rejects.toThrow('fetch failed'), { within: 20_000 });
  }, 80_000);
});
