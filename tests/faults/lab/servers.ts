import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Servers } from './server-controls.js';

interface Started {
  url: string;
  server: { pid: number; stop(): Promise<void> };
}
type Start = (folder: string, say: (line: string) => void) => Promise<Started>;

/** Starts a MariaDB and a RabbitMQ that only this lab uses. */
export async function startServers(say: (line: string) => void = () => undefined): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'sugang-lab-'));
  const scripts = ['../../../scripts/servers/mariadb.mjs', '../../../scripts/servers/rabbitmq.mjs'] as const;
  const [{ startMariadb }, { startRabbitmq }] = (await Promise.all(scripts.map((script) => import(script)))) as [
    { startMariadb: Start },
    { startRabbitmq: Start },
  ];
  const [mariadb, rabbitmq] = await Promise.all([startMariadb(folder, say), startRabbitmq(folder, say)]);
  const later = () => {
    throw new Error('this server cannot be harmed yet');
  };
  const controls = { kill: later, restart: later, freeze: later, thaw: later };
  return {
    mariadb: { url: mariadb.url, ...controls, rows: later },
    rabbitmq: { url: rabbitmq.url, ...controls, ctl: later },
    heal: async () => undefined,
    stop: async () => {
      await Promise.all([mariadb.server.stop(), rabbitmq.server.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
