import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith } from '#testing';
import { createConnection, type Connection } from 'mysql2/promise';
import { serviceStores } from '../support/service-stores.js';

const unique = `t${process.pid}_${Date.now() % 1e6}`;

/** The statements of the page, for a schema and users of this test alone. */
const statements = /```sql\n([^]*?)```/
  .exec(readFileSync('docs/operations-mysql.md', 'utf8'))![1]!
  .replaceAll('sugang_registration', `sugang_${unique}`)
  .replaceAll('sugang\\_registration', `sugang\\_${unique.replace('_', '\\_')}`)
  .replaceAll("'registration_", `'${unique}_`)
  .split(';\n')
  .filter((statement) => statement.trim() !== '');

describeWith('mysql', 'the users that docs/operations-mysql.md creates', (server) => {
  let root: Connection;

  beforeAll(async () => {
    root = await createConnection(server);
    for (const statement of statements) await root.query(statement);
  });
  afterAll(async () => {
    for (const user of ['migrate', 'run']) await root.query(`DROP USER '${unique}_${user}'@'%'`);
    await root.query(`DROP DATABASE sugang_${unique}`);
    await root.end();
  });

  const as = (user: 'migrate' | 'run') => {
    const url = new URL(`sugang_${unique}`, `${server}/`);
    url.username = `${unique}_${user}`;
    url.password = user === 'migrate' ? 'a long random word' : 'another long random word';
    return serviceStores.registration!({ url: url.href, dataDir: '' });
  };

  it('cannot start a service with pending migrations as the runtime user', async () => {
    await expect(as('run')).rejects.toThrow(/denied/);
  });

  it('migrate as the migration user, then serve as the runtime user', async () => {
    await (await as('migrate')).close();
    const store = await as('run');
    const rows = await store.transaction(async ({ manager }) => {
      await manager.query("UPDATE seat_ledger SET held = held + 1 WHERE lecture_id = 'none'");
      await manager.query("DELETE FROM registration WHERE id = 'none'");
      return manager.query<unknown[]>('SELECT id FROM outbox FOR UPDATE');
    });
    expect(rows).toEqual([]);
    await expect(store.reader.query('DROP TABLE registration')).rejects.toThrow(/denied/);
    await expect(store.reader.query('SELECT * FROM mysql.user')).rejects.toThrow(/denied/);
    await store.close();
  });
});

describeWith('mysql', 'the users of docker/compose.yaml', (server) => {
  const services = ['identity', 'lecture', 'registration', 'payment', 'notification'];
  const prefix = `c${process.pid}_${Date.now() % 1e6}`;
  const passwords = Object.fromEntries(
    services.map((name) => [`${name.toUpperCase()}_DB_PASSWORD`, `secret of ${name}`]),
  );
  let root: Connection;

  /** What the MySQL image runs on an empty data directory, for schemas and users of this test alone. */
  const script = () =>
    execFileSync('bash', ['-euc', 'docker_process_sql() { cat; }; . docker/init/mysql-users.sh'], {
      env: { ...process.env, ...passwords },
      encoding: 'utf8',
    })
      .replaceAll('sugang_', `${prefix}_`)
      .replaceAll('sugang\\_', `${prefix.replace('_', '\\_')}\\_`)
      .replaceAll(/'(\w+)'@/g, `'${prefix}_$1'@`);

  const as = (service: string, schema = service) => {
    const url = new URL(`${prefix}_${schema}`, `${server}/`);
    url.username = `${prefix}_${service}`;
    url.password = `secret of ${service}`;
    return serviceStores[schema]!({ url: url.href, dataDir: '' });
  };

  beforeAll(async () => {
    root = await createConnection(server);
    for (const statement of script().split(';\n')) if (statement.trim() !== '') await root.query(statement);
  });
  afterAll(async () => {
    for (const name of services) await root.query(`DROP USER '${prefix}_${name}'@'%'`);
    for (const name of [...services, 'provider']) await root.query(`DROP DATABASE ${prefix}_${name}`);
    await root.end();
  });

  it('migrate and read their own schema', async () => {
    for (const name of [...services, 'provider']) {
      const store = await as(name === 'provider' ? 'payment' : name, name);
      await store.close();
    }
  });

  it("cannot read another service's schema", async () => {
    await expect(as('notification', 'identity')).rejects.toThrow(/denied/);
    await expect(as('registration', 'payment')).rejects.toThrow(/denied/);
  });
});
