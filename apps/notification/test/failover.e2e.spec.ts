import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describeWith, eventually, Line, tempDir } from '#testing';
import { openNotificationStore } from '../src/persistence/notification-store.js';
import { RunningNotification } from './running-notification.js';
import { account } from './states.js';

interface Mariadb {
  url: string;
  server: { stop(): Promise<unknown> };
}

/** Starts a server of `scripts/servers`, which have no types. */
async function startServer(name: string, folder: string): Promise<Mariadb> {
  const script = (await import(`../../../scripts/servers/${name}.mjs`)) as {
    startMariadb: (folder: string, say: () => void) => Promise<Mariadb>;
  };
  return script.startMariadb(folder, () => undefined);
}

/** The account of a service: without READ ONLY ADMIN, which would write to a read-only server. */
const ACCOUNT = `sugang_t_failover_${process.pid}`;

describeWith('mysql', 'notification whose database fails over to another server', (newUrl) => {
  const schema = `${ACCOUNT}_${Date.now()}`;
  const folder = tempDir('former-primary');
  let former: Mariadb;
  let line: Line;

  beforeAll(async () => {
    former = await startServer('mariadb', folder);
    for (const url of [former.url, newUrl]) await prepare(url);
    line = await Line.to(as(former.url));
  }, 60_000);
  const notification = RunningNotification.forTheseTests(() => ({ DATABASE_URL: line.url }));
  afterAll(async () => {
    await line.close();
    await former.server.stop();
    await run(newUrl, `DROP DATABASE ${schema}`);
    await run(newUrl, `DROP USER ${ACCOUNT}@'%'`);
  });

  const as = (url: string): string => {
    const address = new URL(schema, `${url.replace(/\/$/, '')}/`);
    address.username = ACCOUNT;
    address.password = 'secret';
    return address.href;
  };
  async function run(url: string, sql: string): Promise<RowDataPacket[]> {
    const connection = await createConnection(url);
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    await connection.end();
    return rows;
  }
  async function prepare(url: string): Promise<void> {
    await run(url, `CREATE DATABASE ${schema}`);
    await run(url, `CREATE USER ${ACCOUNT}@'%' IDENTIFIED BY 'secret'`);
    await run(url, `GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP ON ${schema}.* TO ${ACCOUNT}@'%'`);
    await (await openNotificationStore({ url: as(url), dataDir: '' })).close();
  }
  const stored = async (url: string) => (await run(url, `SELECT id FROM ${schema}.account_copy`)).length;
  const readiness = async () => (await fetch(`${notification.service.url}/health/ready`)).status;
  const signUp = (n: number) => {
    const id = `0197ffff-0000-7000-8000-${String(n).padStart(12, '0')}`;
    return notification.publish({
      name: 'account.signed-up',
      subject: id,
      sequence: 1,
      data: { ...account('mina'), id },
    });
  };

  it('is not ready while its server is read-only, parks nothing, and recovers on the new server without a restart', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => signUp(n)));
    await eventually(async () => expect(await stored(former.url)).toBe(20));
    expect(await readiness()).toBe(200);

    await run(former.url, 'SET GLOBAL read_only = 1');
    await eventually(async () => expect(await readiness()).toBe(503));
    await Promise.all(Array.from({ length: 10 }, (_, n) => signUp(100 + n)));
    await eventually(async () => expect(await notification.metric('sugang_events_consumed_total')).toBeGreaterThan(20));
    expect(await stored(former.url)).toBe(20);

    line.redirectTo(newUrl);
    await eventually(async () => expect(await stored(newUrl)).toBe(10), { within: 10_000 });
    await eventually(async () => expect(await readiness()).toBe(200));
    const { parked } = notification.service.broker;
    expect(await parked.list()).toEqual([]);
  });
});
