import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { notRun, tempDir } from '#testing';
import { programPath } from '../../scripts/servers/debian.mjs';
import { serviceStores } from '../support/service-stores.js';

interface Mariadb {
  startMariadb(
    folder: string,
    say: (text: string) => void,
    options: string[],
  ): Promise<{ url: string; server: { stop(): Promise<boolean> } }>;
}
const script: string = '../../scripts/servers/mariadb.mjs';

/** A certificate authority, and a server certificate for `localhost` that it has signed. */
function certificates(folder: string) {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const authority = (name: string) =>
    openssl(
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
      ...['-subj', `/CN=${name}`],
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
    );
  authority('ca');
  authority('stranger');
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=localhost',
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  );
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '2',
    '-out',
    'server.pem',
  );
  return {
    ca: join(folder, 'ca.pem'),
    stranger: join(folder, 'stranger.pem'),
    key: join(folder, 'server.key'),
    cert: join(folder, 'server.pem'),
  };
}

describe('a MariaDB that requires TLS', () => {
  if (!programPath('mariadbd') || !programPath('openssl')) return notRun('needs MariaDB and openssl');

  const files = certificates(tempDir('tls'));
  const folder = tempDir('mariadb');
  let server: Awaited<ReturnType<Mariadb['startMariadb']>>;
  beforeAll(async () => {
    const options = [`--ssl-ca=${files.ca}`, `--ssl-cert=${files.cert}`, `--ssl-key=${files.key}`];
    const { startMariadb } = (await import(script)) as Mariadb;
    server = await startMariadb(folder, () => undefined, options);
    const root = await createConnection(server.url);
    await root.query('SET GLOBAL require_secure_transport = ON');
    await root.end();
  }, 60_000);
  afterAll(() => server?.server.stop());

  const open = (parameters: Record<string, string>, service = 'lecture') => {
    const url = new URL(server.url);
    url.hostname = 'localhost';
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return serviceStores[service]!({ url: url.href, dataDir: '' });
  };

  it.each(Object.keys(serviceStores).filter((name) => name !== 'provider'))(
    'is used by %s, with its certificate verified',
    async (service) => {
      const store = await open({ 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': files.ca }, service);
      const [cipher] = await store.reader.query<RowDataPacket[]>("SHOW STATUS LIKE 'Ssl_cipher'");
      expect(cipher!['Value']).toMatch(/^TLS_/);
      await store.close();
    },
  );

  it.each([[{}], [{ 'ssl-mode': 'REQUIRED' }], [{ 'ssl-mode': 'VERIFY_CA', 'ssl-ca': files.ca }]])(
    'is used with %j',
    async (parameters: Record<string, string>) => {
      await (await open(parameters)).close();
    },
  );

  it.each([
    ['without encryption', { 'ssl-mode': 'DISABLED' }, /Access denied|insecure transport/],
    ['with the certificate of another authority', { 'ssl-mode': 'VERIFY_CA', 'ssl-ca': files.stranger }, /certificate/],
  ])('is refused %s', async (_, parameters: Record<string, string>, reason) => {
    await expect(open(parameters)).rejects.toThrow(reason);
  });
});
