import { join } from 'node:path';
import { afterAll, describe } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { describeWith } from './servers.js';
import { tempDir } from './temp-dir.js';

export interface StoreAddress {
  url: string;
  dataDir: string;
}

let count = 0;

/** Runs the suite on SQLite, and on MySQL where there is a server; each `newStore()` is empty. */
export function onEveryStore(name: string, suite: (newStore: () => StoreAddress) => void): void {
  describe(`${name}, in SQLite`, () => {
    const dir = tempDir();
    suite(() => ({ url: 'sqlite:', dataDir: join(dir, `${(count += 1)}`) }));
  });
  describeWith('mysql', `${name}, in MySQL`, (server) => {
    const dir = tempDir();
    const schemas: string[] = [];
    suite(() => {
      const schema = `sugang_t_${process.pid}_${Date.now()}_${(count += 1)}`;
      schemas.push(schema);
      return { url: new URL(schema, `${server}/`).href, dataDir: join(dir, `${count}`) };
    });
    // Described last, so it runs after the suite has closed what it opened.
    afterAll(() => drop(server, schemas));
  });
}

async function drop(server: string, schemas: string[]): Promise<void> {
  const connection = await createConnection(server);
  for (const schema of schemas) await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
  await connection.end();
}
