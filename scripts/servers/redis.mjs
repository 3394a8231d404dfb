import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { install, programPath } from './debian.mjs';
import { OwnedProcess } from './owned-process.mjs';
import { freePort } from '../../libs/testing/src/free-port.mjs';
import { until } from './until.mjs';

const STANDARD = 'redis://127.0.0.1:6379';

/** Resolves when the store lets us in. */
export async function assertUsable(url) {
  const store = new Redis(url, { lazyConnect: true, connectTimeout: 3_000, retryStrategy: () => null });
  store.on('error', () => undefined); // What `connect` throws is all that matters.
  try {
    await store.connect();
    await store.ping();
  } finally {
    store.disconnect();
  }
}

/** The address of a store on the standard port that lets us in, or undefined. */
export async function reachableRedis() {
  try {
    await assertUsable(STANDARD);
    return STANDARD;
  } catch {
    return undefined; // Not there, or not for us.
  }
}

/** Starts a private Redis on a free port that keeps nothing on disk; `startAgain` does so once it has ended. */
export async function startRedis(folder, say) {
  if (!programPath('redis-server')) await install(['redis-server'], say);
  const home = join(folder, 'redis');
  mkdirSync(home, { recursive: true });
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const start = async () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', home, '--save', '', '--appendonly', 'no'];
    const server = new OwnedProcess('Redis', programPath('redis-server'), settings, {
      env: process.env,
      logFile: join(folder, 'redis.log'),
    });
    await until(
      () => {
        server.assertAlive();
        return assertUsable(url);
      },
      30,
      'Redis did not come up',
    );
    return server;
  };
  return { url, server: await start(), startAgain: start };
}
