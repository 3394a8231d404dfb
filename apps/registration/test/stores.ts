import { afterAll, describe } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { describeWith, tempDir } from '#testing';

/** Where a service of a test keeps its things: an own directory, and an own file or schema. */
export interface Store {
  dataDir: string;
  settings: { DATABASE_URL: string };
}

let schemas = 0;

/** The same tests on every store: SQLite, and MySQL where there is a server. `newStore` is called while they are described. */
export function onEveryStore(name: string, suite: (newStore: () => Store) => void): void {
  describe(`${name}, in SQLite`, () => {
    suite(() => ({ dataDir: tempDir(), settings: { DATABASE_URL: 'sqlite:' } }));
  });
  describeWith('mysql', `${name}, in MySQL`, (server) => {
    const made: string[] = [];
    suite(() => {
      const schema = `sugang_registration_test_${process.pid}_${Date.now()}_${(schemas += 1)}`;
      made.push(schema);
      return { dataDir: tempDir(), settings: { DATABASE_URL: new URL(schema, `${server}/`).href } };
    });
    // After whatever the suite itself does after all.
    afterAll(() => Promise.all(made.map((schema) => drop(server, schema))));
  });
}

async function drop(server: string, schema: string): Promise<void> {
  const connection = await createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
  await connection.end();
}
