import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { install, programPath } from './debian.mjs';
import { OwnedProcess } from './owned-process.mjs';
import { freePort } from '../../libs/testing/src/free-port.mjs';
import { until } from './until.mjs';

const run = promisify(execFile);

const SERVER = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const STANDARD = 'amqp://guest:guest@127.0.0.1:5672';

/** Resolves when the broker lets us in. */
export async function assertUsable(url) {
  const { connect: open } = await import('amqplib');
  const connection = await open(url, { timeout: 3_000 });
  connection.on('error', () => undefined); // It is closed the next moment; its last words do not matter.
  await connection.close();
}

/** The address of a broker on the standard port that lets us in, or undefined. */
export async function reachableRabbitmq() {
  try {
    await assertUsable(STANDARD);
    return STANDARD;
  } catch {
    return undefined;
  }
}

/**
 * Starts a private RabbitMQ on free ports with everything of it under `folder`; `startAgain` does so once it has ended.
 * Its process is a shell; the one that Erlang runs in is named in `pidFile`.
 */
export async function startRabbitmq(folder, say) {
  if (!existsSync(SERVER)) await install(['rabbitmq-server'], say);
  const home = join(folder, 'rabbitmq');
  mkdirSync(home, { recursive: true });
  const [port, distribution, epmd] = [await freePort(), await freePort(), await freePort()];
  writeFileSync(join(home, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${port}\nloopback_users.guest = true\n`);
  writeFileSync(join(home, 'enabled_plugins'), '[].\n');
  const env = {
    ...process.env,
    HOME: home,
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
    RABBITMQ_LOG_BASE: join(home, 'log'),
    RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
    RABBITMQ_NODENAME: `sugang-${port}@localhost`,
    RABBITMQ_PID_FILE: join(home, 'pid'),
    // Two schedulers that do not spin while idle: tests share two cores with it.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none',
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  const start = async () => {
    const server = new OwnedProcess('RabbitMQ', SERVER, [], { env, logFile: join(folder, 'rabbitmq.log') });
    await until(
      () => {
        server.assertAlive();
        return reachable(port).then(() => assertUsable(url));
      },
      90,
      'RabbitMQ did not come up',
    );
    return { pid: server.pid, gone: server.gone, stop: () => stopBoth(server, env.RABBITMQ_PID_FILE, epmd) };
  };
  return { url, env, pidFile: env.RABBITMQ_PID_FILE, server: await start(), startAgain: start };
}

/**
 * The broker, and then the port mapper that Erlang started for it alone and leaves behind. That one refuses to end while it
 * believes that the broker lives, and learns of its death a moment later than we do.
 */
async function stopBoth(server, pidFile, epmd) {
  // Without the shell that started it, Erlang would go on.
  if (await server.stop()) process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  const end = () => run(programPath('epmd'), ['-port', String(epmd), '-kill']);
  await until(end, 10, "RabbitMQ's port mapper did not end");
}

/** Resolves when the port accepts connections, which is faster than a handshake that must time out. */
function reachable(port) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy()));
    socket.once('error', reject);
  });
}
