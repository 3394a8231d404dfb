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
