import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, tempDir } from '#testing';
import { Client } from '../support/client.js';
import { brokenInvariants } from '../support/invariants.js';
import { RunningSystem } from '../support/running-system.js';

const modesIn = (folder: string) => readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);

const backup = (dataDir: string, ...args: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    const command = [resolve('dist/apps/standalone/src/cli/backup.js'), ...args];
    const env = { PATH: process.env.PATH, SUGANG_DATA_DIR: dataDir };
    execFile(process.execPath, command, { env }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), output: out + err }),
    );
  });

describe('the data of the embedded system', () => {
  const folder = tempDir('backup');
  const systems: RunningSystem[] = [];
  let system: RunningSystem;
  let mina: Client;

  const start = async (dataDir: string) => {
    const started = await RunningSystem.start({ dataDir });
    systems.push(started);
    return started;
  };
  const confirmed = async (client: Client) =>
    (await client.all('/registrations')).filter(({ status }) => status === 'CONFIRMED').length;

  beforeAll(async () => {
    mkdirSync(join(folder, 'data'), { mode: 0o755 });
    system = await start(join(folder, 'data'));
    mina = await Client.login(system.url, 'mina@sugang.dev');
  });
  afterAll(async () => {
    for (const each of systems) await each.kill();
  });

  it('is closed to other users, although its directory was readable', () => {
    expect(statSync(system.dataDir).mode & 0o777).toBe(0o700);
    expect(new Set(modesIn(system.dataDir))).toEqual(new Set([0o600]));
  });

  it('is backed up while students register, and the system starts from the backup without a broken invariant', async () => {
    const lectures = await mina.registrable();
    const registering = lectures.slice(0, 5).map(({ id }) => mina.register(id));
    const { code, output } = await backup(system.dataDir, join(folder, 'copy'));
    expect([code, output]).toEqual([0, expect.stringMatching(/registration\.sqlite: [\s\S]*Backup complete/)]);
    const answers = await Promise.all(registering);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(modesIn(join(folder, 'copy')))).toEqual(new Set([0o600]));
    expect(readdirSync(join(folder, 'copy')).filter((name) => !/\.(sqlite|key)$/.test(name))).toEqual([]);

    const restored = await start(join(folder, 'copy'));
    const minaAgain = await Client.login(restored.url, 'mina@sugang.dev');
    expect(await minaAgain.registrable()).toHaveLength(lectures.length);
    await eventually(async () => expect(await brokenInvariants(restored.dataDir)).toEqual([]), { within: 20_000 });
  });

  it('is not backed up into a folder that contains something, nor without stores', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full', 'letter.txt'), '');
    expect(await backup(system.dataDir, join(folder, 'full'))).toMatchObject({
      code: 1,
      output: expect.stringContaining('is not empty'),
    });
    expect(await backup(join(folder, 'nowhere'), join(folder, 'new'))).toMatchObject({
      code: 1,
      output: expect.stringContaining('there are no stores'),
    });
    expect(await backup(system.dataDir)).toMatchObject({ code: 2, output: expect.stringContaining('Usage') });
    expect(readdirSync(folder)).not.toContain('new');
  });

  it('is complete in the .sqlite files after a graceful stop', async () => {
    await eventually(async () => expect(await confirmed(mina)).toBe(5));
    expect(await system.stop()).toBe(0);
    const moved = join(folder, 'moved');
    mkdirSync(moved);
    for (const name of readdirSync(system.dataDir))
      if (/\.(sqlite|key)$/.test(name)) copyFileSync(join(system.dataDir, name), join(moved, name));
    rmSync(system.dataDir, { recursive: true });
    const started = await start(moved);
    expect(await confirmed(await Client.login(started.url, 'mina@sugang.dev'))).toBe(5);
  });
});
