import { afterAll, beforeAll, describe } from '@jest/globals';
import { Database } from '#persistence';
import { describeWith, tempDir } from '#testing';
import { createConnection } from 'mysql2/promise';
import { messagingEntities } from '../src/entities.js';
import { messagingMigrations } from '../src/migration.js';
import { CreateNotes1760000000001, Note } from './note.js';

const parts = {
  entities: [...messagingEntities, Note],
  migrations: [...messagingMigrations, CreateNotes1760000000001],
};

/** Empties the tables. */
export async function forget(database: Database): Promise<void> {
  for (const entity of parts.entities) await database.reader.createQueryBuilder().delete().from(entity).execute();
}

let schemas = 0;

/** The same tests on SQLite, and on MySQL where there is a server; `store` is open while a test runs. */
export function onEveryStore(name: string, suite: (store: () => Database) => void): void {
  describe(`${name}, in SQLite`, () => {
    const dataDir = tempDir();
    suite(opened(() => Database.open({ ...parts, service: 'sample', url: 'sqlite:', dataDir })));
  });
  describeWith('mysql', `${name}, in MySQL`, (server) => {
    const schema = `sugang_t_messaging_${process.pid}_${Date.now()}_${(schemas += 1)}`;
    const url = new URL(schema, `${server}/`).href;
    suite(opened(() => Database.open({ ...parts, service: schema, url, dataDir: '' })));
    afterAll(() => drop(server, schema));
  });
}

function opened(open: () => Promise<Database>): () => Database {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  return () => database;
}

async function drop(server: string, schema: string): Promise<void> {
  const connection = await createConnection(server);
  await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
  await connection.end();
}
