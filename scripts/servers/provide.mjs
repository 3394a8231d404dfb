import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canInstall, programPath } from './debian.mjs';
import * as compose from './docker-compose.mjs';
import * as mariadb from './mariadb.mjs';
import * as rabbitmq from './rabbitmq.mjs';
import * as redis from './redis.mjs';

/**
 * Finds or provides the servers of the distributed mode: what the environment names, else what is reachable on the standard
 * ports and lets us in, else Docker Compose, else private instances (Debian's packages, installed as root where missing).
 * @param limits whether a store is wanted in which several gateways count, too
 * @returns the variables that name the servers, what could not be had, and `stop`, which ends only what was started here
 */
export async function provideServers({ env = process.env, say = console.log, limits = false } = {}) {
  const found = {};
  const missing = [];
  const started = [];
  let folder;
  const privately = () => (folder ??= mkdtempSync(join(tmpdir(), 'sugang-servers-')));

  async function provide({ variable, name, schemes, assertUsable, reachable, start, installed }) {
    const given = env[variable];
    if (given && schemes.some((scheme) => given.startsWith(scheme))) {
      await assertUsable(given);
      say(`${name}: the server that ${variable} names`);
      found[variable] = given;
      return;
    }
    const there = await reachable();
    if (there) {
      say(`${name}: the server that runs on its standard port`);
      found[variable] = there;
      return;
    }
    if (!installed() && (await compose.available())) {
      found[variable] = await compose.start(name, say, started);
      return;
    }
    if (!installed() && !canInstall()) {
      missing.push(`${name}: name a server with ${variable}, or start Docker, or run as root on Debian`);
      return;
    }
    const { url, server } = await start(privately(), say);
    started.push(server);
    say(`${name}: a private instance (process ${server.pid})`);
    found[variable] = url;
  }

  const stop = async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
  const outcomes = await Promise.allSettled([
    provide({
      variable: 'DATABASE_URL',
      name: 'MySQL',
      schemes: ['mysql://', 'mariadb://'],
      assertUsable: mariadb.assertUsable,
      reachable: mariadb.reachableMysql,
      start: mariadb.startMariadb,
      installed: () => programPath('mariadbd') !== undefined,
    }),
    provide({
      variable: 'BROKER_URL',
      name: 'RabbitMQ',
      schemes: ['amqp://', 'amqps://'],
      assertUsable: rabbitmq.assertUsable,
      reachable: rabbitmq.reachableRabbitmq,
      start: rabbitmq.startRabbitmq,
      installed: () => existsSync('/usr/lib/rabbitmq/bin/rabbitmq-server'),
    }),
    limits &&
      provide({
        variable: 'SUGANG_LIMITS_URL',
        name: 'Redis',
        schemes: ['redis://', 'rediss://'],
        assertUsable: redis.assertUsable,
        reachable: redis.reachableRedis,
        start: redis.startRedis,
        installed: () => programPath('redis-server') !== undefined,
      }),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { env: found, missing, stop };
}
