import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe } from '@jest/globals';
import { notRun } from '#testing';

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin'];
const RABBITMQ = '/usr/lib/rabbitmq/bin/rabbitmq-server';

/** A suite that injects faults into servers and therefore starts its own; both must be installed, which `npm test` does on Debian. */
export function describeWithOwnServers(name: string, suite: () => void): void {
  const installed = FOLDERS.some((folder) => existsSync(join(folder, 'mariadbd'))) && existsSync(RABBITMQ);
  describe(name, () => {
    if (installed) suite();
    else notRun('needs MariaDB and RabbitMQ installed on this machine, as Debian packages them');
  });
}
