import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LabMariadb } from './lab-mariadb.js';
import { LabRabbitmq, type StartedRabbitmq } from './lab-rabbitmq.js';
import type { Started } from './lab-server.js';
import type { Servers } from './server-controls.js';
import { SmallDisk } from './small-disk.js';

type Say = (line: string) => void;
type Start<What> = (folder: string, say: Say) => Promise<What>;

/** Room for a soak; only what is used takes memory. */
const MARIADB_MEGABYTES = 4_096;
const RABBITMQ_MEGABYTES = 1_024;

/** Starts a private MariaDB and a private RabbitMQ, each on its own small disk where one can be mounted. */
export async function startServers(say: Say = () => undefined): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'sugang-lab-'));
  const { startMariadb } = await script<{ startMariadb: Start<Started> }>('mariadb');
  const { startRabbitmq } = await script<{ startRabbitmq: Start<StartedRabbitmq> }>('rabbitmq');
  const disks = {
    mariadb: SmallDisk.at(join(folder, 'mariadb'), MARIADB_MEGABYTES),
    rabbitmq: SmallDisk.at(join(folder, 'rabbitmq'), RABBITMQ_MEGABYTES),
  };
  if (disks.mariadb.refused !== undefined) say(disks.mariadb.refused);
  const [mariadb, rabbitmq] = await bothOrNone([
    startMariadb(folder, say).then((started) => new LabMariadb(started, disks.mariadb)),
    startRabbitmq(folder, say).then((started) => new LabRabbitmq(started, disks.rabbitmq)),
  ]);
  const forget = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', forget);
  return {
    mariadb,
    rabbitmq,
    restore: async () => {
      await Promise.all([mariadb.restore(), rabbitmq.restore()]);
    },
    stop: async () => {
      await Promise.all([mariadb.stop(), rabbitmq.stop()]);
      process.off('exit', forget);
      forget();
    },
  };
}

/** One after the other: Jest cannot load two modules at once that share a dependency. */
const script = async <Exports>(name: string): Promise<Exports> =>
  (await import(`../../../scripts/servers/${name}.mjs`)) as Exports;

/** If one does not start, the other is stopped. */
async function bothOrNone(starting: [Promise<LabMariadb>, Promise<LabRabbitmq>]): Promise<[LabMariadb, LabRabbitmq]> {
  const outcomes = await Promise.allSettled(starting);
  if (outcomes.some(({ status }) => status === 'rejected')) {
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
  }
  return Promise.all(starting);
}
