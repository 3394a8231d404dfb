import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import Libsql from 'libsql';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '#testing';
import { Client, DEMO_LECTURES } from '../support/client.js';
import { RunningSystem } from '../support/running-system.js';

describe('starting the embedded mode', () => {
  const systems: RunningSystem[] = [];
  const spawn = (options: Parameters<typeof RunningSystem.spawn>[0]) => {
    const system = RunningSystem.spawn(options);
    systems.push(system);
    return system;
  };
  const start = async (options: Parameters<typeof RunningSystem.start>[0] = {}) => {
    const system = await RunningSystem.start(options);
    systems.push(system);
    return system;
  };
  afterEach(async () => {
    for (const system of systems.splice(0)) {
      await system.kill();
      system.forget();
    }
  });

  /** It ends by itself, not with 0, and says why in one line that names the cause. */
  async function refuses(system: RunningSystem, cause: RegExp) {
    expect(await system.ended()).not.toBe(0);
    const lines = system.printed.trim().split('\n');
    expect(lines.filter((line) => cause.test(line))).toHaveLength(1);
    expect(system.printed).not.toMatch(/^\s+at /m);
  }

  it('fails on a port that is in use', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    const port = String((other.address() as AddressInfo).port);
    await refuses(spawn({ env: { PORT: port } }), new RegExp(`port ${port} is in use`, 'i'));
    other.close();
  });

  it('fails immediately when the data directory cannot be created', async () => {
    await refuses(spawn({ dataDir: '/proc/x' }), /data directory \/proc\/x cannot be used \(ENOENT\)/);
  });

  it('fails when the data directory is a file', async () => {
    const file = join(RunningSystem.newDataDir(), 'not-a-directory');
    writeFileSync(file, '');
    await refuses(spawn({ dataDir: file }), /data directory .*not-a-directory cannot be used/);
  });

  it('fails when a store is corrupt', async () => {
    const dataDir = RunningSystem.newDataDir();
    writeFileSync(join(dataDir, 'lecture.sqlite'), 'this was a store once upon a time');
    await refuses(spawn({ dataDir }), /cannot open .*lecture\.sqlite/);
  });

  it('reports every invalid setting at once', async () => {
    const system = spawn({ env: { SUGANG_HOLD_MINUTES: 'soon', SUGANG_PROVIDER_FAILURE_RATE: '7' } });
    expect(await system.ended()).toBe(78);
    expect(system.printed).toContain('SUGANG_HOLD_MINUTES');
    expect(system.printed).toContain('SUGANG_PROVIDER_FAILURE_RATE');
  });

  describe("while the instructor's login is throttled", () => {
    const env = { SUGANG_RATE_LIMIT: 'on' };

    /** Enough failed logins to throttle his account for longer than the test runs. */
    const guessedBeforeItStops = async (system: RunningSystem) => {
      const guess = { email: 'park@sugang.dev', password: 'a wrong guess' };
      expect((await new Client(system.url).post('/auth/login', guess)).status).toBe(401);
      expect(await system.stop()).toBe(0);
      const store = new Libsql(join(system.dataDir, 'identity.sqlite'));
      store.exec('UPDATE failed_logins SET failures = 20');
      store.close();
    };

    it('loads no demo data that already exists, without a login', async () => {
      const first = await start({ env });
      await guessedBeforeItStops(first);
      const second = await start({ env, dataDir: first.dataDir });
      expect(second.printed).not.toContain('"level"');
      expect(await new Client(second.url).all('/lectures')).toHaveLength(DEMO_LECTURES);
    });

    it('starts without the missing demo lectures and logs a warning', async () => {
      const first = await start({ env: { ...env, SUGANG_DEMO: 'false' } });
      const signIn = await (await fetch(`${first.url}/docs/start.js`)).text();
      expect(signIn).not.toContain('@sugang.dev');
      await guessedBeforeItStops(first);
      const second = await start({ env, dataDir: first.dataDir });
      await eventually(() => expect(second.printed).toMatch(/answered 429.*the demo data could not be loaded/));
      expect(await new Client(second.url).all('/lectures')).toEqual([]);
    });
  });

  describe('once it runs', () => {
    let running: RunningSystem;
    beforeAll(async () => {
      running = await RunningSystem.start();
    });
    afterAll(async () => {
      await running?.kill();
      running?.forget();
    });

    it('prints the addresses, the demo accounts and three working curl commands, and nothing else', async () => {
      const { printed, url } = running;
      expect(printed).toContain('/docs');
      expect(printed).toContain('mina@sugang.dev');
      expect(printed).toContain('sugang-demo');
      // Even on an empty store, the first events already have consumers.
      expect(printed).not.toContain('"level"');
      expect((await fetch(`${url}/docs`)).status).toBe(200);
      expect((await fetch(`${url}/openapi.json`)).status).toBe(200);
      for (const probe of ['live', 'ready', 'startup'])
        expect((await fetch(`${url}/health/${probe}`)).status).toBe(200);
      const curl = /^\s*(TOKEN=.*\n\s*LECTURE=.*\n\s*curl .*)$/m.exec(printed)?.[1];
      expect(curl).toBeDefined();
      const { stdout } = await promisify(execFile)('bash', ['-c', curl!]);
      expect(JSON.parse(stdout)).toMatchObject({ status: 'CONFIRMED' });
    });

    it('fails for a second process on the same data directory', async () => {
      // Not among those whose directory is forgotten after the test.
      await refuses(RunningSystem.spawn({ dataDir: running.dataDir }), /Another Sugang \(process \d+\) is running/);
      expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
    });

    it('keeps its data across a restart, and starts empty with --reset', async () => {
      const joon = await Client.login(running.url, 'joon@sugang.dev');
      const [lecture] = await joon.all('/lectures?q=algorithms');
      expect((await joon.register(lecture.id)).status).toBe(201);
      expect(await running.stop()).toBe(0);

      const second = await start({ dataDir: running.dataDir });
      const again = await Client.login(second.url, 'joon@sugang.dev');
      expect(await again.all('/registrations')).toMatchObject([{ status: 'CONFIRMED', lectureId: lecture.id }]);
      expect(await again.all('/lectures')).toHaveLength(DEMO_LECTURES);
      expect(await second.stop()).toBe(0);

      const third = await start({ dataDir: running.dataDir, args: ['--reset'] });
      const afterRestart = await Client.login(third.url, 'joon@sugang.dev');
      expect(await afterRestart.all('/registrations')).toEqual([]);
      expect(await afterRestart.all('/lectures')).toHaveLength(DEMO_LECTURES);
    }, 60_000);
  });
});
