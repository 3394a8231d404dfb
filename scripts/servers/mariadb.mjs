import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';
import { install, programPath } from './debian.mjs';
import { OwnedProcess } from './owned-process.mjs';
import { freePort } from '../../libs/testing/src/free-port.mjs';
import { until } from './until.mjs';

const run = promisify(execFile);
const STANDARD = [
  'mysql://root@127.0.0.1:3306',
  'mysql://root:root@127.0.0.1:3306',
  'mysql://sugang:sugang@127.0.0.1:3306',
];

/** Resolves when the server lets us in and lets us make schemas. */
export async function assertUsable(url) {
  const connection = await mysql.createConnection({ uri: url, connectTimeout: 3_000 });
  try {
    const schema = `sugang_probe_${process.pid}`;
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${schema}`);
    await connection.query(`DROP DATABASE ${schema}`);
  } finally {
    connection.destroy();
  }
}

/** The address of a server on the standard port that lets us in, or undefined. */
export async function reachableMysql() {
  for (const url of STANDARD) {
    try {
      await assertUsable(url);
      return url;
    } catch {
      continue; // Not there, or not for us: the next way of asking.
    }
  }
  return undefined;
}

/** Starts a private MariaDB on a free port with its data under `folder`; `startAgain` does so once it has ended. */
export async function startMariadb(folder, say, options = []) {
  if (!programPath('mariadbd')) await install(['mariadb-server-core', 'mariadb-client-core'], say);
  const data = join(folder, 'mariadb');
  mkdirSync(data, { recursive: true });
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run(programPath('mariadb-install-db'), [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...user,
  ]);
  const port = await freePort();
  const url = `mysql://root@127.0.0.1:${port}`;
  const start = async () => {
    const server = new OwnedProcess(
      'MariaDB',
      programPath('mariadbd'),
      [
        '--no-defaults',
        ...user,
        `--datadir=${data}`,
        `--socket=${join(folder, 'mariadb.sock')}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--character-set-server=utf8mb4',
        '--innodb-buffer-pool-size=256M',
        '--max-connections=600',
        ...options,
      ],
      // A zone with summer time: nothing may depend on the local time of the server.
      { env: { ...process.env, TZ: 'Europe/Berlin' }, logFile: join(folder, 'mariadb.log') },
    );
    await until(
      () => {
        server.assertAlive();
        return assertUsable(url);
      },
      60,
      'MariaDB did not come up',
    );
    return server;
  };
  return { url, server: await start(), startAgain: start };
}
