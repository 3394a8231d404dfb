import { afterAll, beforeAll } from '@jest/globals';
import { Database } from '#persistence';
import { onEveryStore as onEveryTestStore } from '#testing';
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

/** Runs the suite on every store with the messaging tables and `note`. */
export const onEveryStore = (name: string, suite: (store: () => Database) => void): void =>
  onEveryTestStore(name, (newStore) => {
    const address = newStore();
    suite(opened(() => Database.open({ ...parts, ...address, service: 'sample' })));
  });

function opened(open: () => Promise<Database>): () => Database {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  return () => database;
}
