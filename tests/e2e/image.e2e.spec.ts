import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '#testing';
import { servicePorts } from '#contracts';
import { copyForProduction, productionPackages } from '../support/production-copy.js';

describe('built code with production dependencies only', () => {
  const folder = tempDir('image');
  beforeAll(() => copyForProduction(folder));

  /** As in the image: `node <command>` below dist, where nothing but the copy can be found. */
  const start = (command: string, env: Record<string, string> = {}): ChildProcess =>
    spawn(process.execPath, ['--max-old-space-size=256', command], {
      cwd: join(folder, 'dist'),
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: '0', SUGANG_DATA_DIR: join(folder, 'data'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  const printed = async (child: ChildProcess, until: RegExp): Promise<string> => {
    let text = '';
    return new Promise((found, failed) => {
      const read = (chunk: Buffer) => {
        text += chunk.toString();
        if (until.test(text)) found(text);
      };
      child.stdout!.on('data', read);
      child.stderr!.on('data', read);
      child.once('exit', (code) => (until.test(text) ? found(text) : failed(new Error(`ended with ${code}: ${text}`))));
    });
  };

  it('contains no development dependency', () => {
    const packages = productionPackages();
    expect(packages).toContain('node_modules/fastify');
    for (const name of ['jest', 'eslint', '@swc/core', 'esbuild', 'typescript7', 'typescript']) {
      expect(packages).not.toContain(`node_modules/${name}`);
      expect(existsSync(join(folder, 'node_modules', name))).toBe(false);
    }
  });

  it.each(Object.keys(servicePorts))('starts %s, which becomes ready and shuts down cleanly', async (service) => {
    const child = start(`apps/${service}/src/main.js`);
    const line = await printed(child, /"msg":"listening"/);
    const port = /"port":(\d+)/.exec(line)![1];
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  it('starts the gateway on a read-only file system', async () => {
    const gateway = start('apps/gateway/src/main.js', { SUGANG_DATA_DIR: '/proc/x' });
    await printed(gateway, /"msg":"listening"/);
    gateway.kill('SIGKILL');
    await once(gateway, 'exit');
  });

  it('loads the drivers of the distributed mode and reports unreachable servers', async () => {
    const away = { DATABASE_URL: 'mysql://root@127.0.0.1:1', BROKER_URL: 'amqp://127.0.0.1:1', LOG_LEVEL: 'warn' };
    const key = Buffer.alloc(32).toString('base64');
    const payment = start('apps/payment/src/main.js', {
      ...away,
      SUGANG_PAYMENT_TOKEN_KEY: key,
      SUGANG_GRPC_PORT: '1',
    });
    expect(await printed(payment, /cannot start/)).toContain('cannot open the database at 127.0.0.1:1');
    const mypage = start('apps/mypage/src/main.js', { VIEWS_URL: 'mongodb://127.0.0.1:1/views', LOG_LEVEL: 'info' });
    await printed(mypage, /"msg":"listening"/);
    mypage.kill('SIGKILL');
    await once(mypage, 'exit');
  });

  it('contains the migrate command', async () => {
    const child = start('apps/payment/src/migrate.js');
    expect(await printed(child, /up to date/)).toContain('the schema is up to date');
  });

  it('does not start when a required package is missing (negative control)', async () => {
    rmSync(join(folder, 'node_modules/pino'), { recursive: true });
    const child = start('apps/gateway/src/main.js');
    expect(await printed(child, /Error/)).toContain("Cannot find package 'pino'");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));
});
