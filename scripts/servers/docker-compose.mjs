import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FILE = resolve(import.meta.dirname, '../../docker/compose.servers.yaml');
const SERVICES = {
  MySQL: { service: 'mysql', port: 3306, url: (port) => `mysql://root:sugang-dev@127.0.0.1:${port}` },
  RabbitMQ: { service: 'rabbitmq', port: 5672, url: (port) => `amqp://guest:guest@127.0.0.1:${port}` },
  Redis: { service: 'redis', port: 6379, url: (port) => `redis://127.0.0.1:${port}` },
};

/** Whether a Docker engine is available. */
export async function available() {
  try {
    await run('docker', ['info'], { timeout: 10_000 });
    await run('docker', ['compose', 'version'], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** Whether `started` already contains the stop of this process's project. */
let isStopPlanned = false;

/** Starts one server with Docker Compose on a port that Docker chooses; one `stop` takes all of them down, with their network. */
export async function start(name, say, started) {
  const { service, port, url } = SERVICES[name];
  const compose = ['compose', '-f', FILE, '-p', `sugang-servers-${process.pid}`];
  say(`${name}: starting it with Docker Compose`);
  if (!isStopPlanned) {
    isStopPlanned = true;
    const stop = async () => {
      isStopPlanned = false;
      await run('docker', [...compose, 'down', '--volumes']);
    };
    started.push({ stop });
  }
  await run('docker', [...compose, 'up', '-d', '--wait', service], { maxBuffer: 1 << 26 });
  const { stdout } = await run('docker', [...compose, 'port', service, String(port)]);
  return url(stdout.trim().split(':').pop());
}
