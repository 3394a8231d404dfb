import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { onEveryStore } from '#testing';
import { Database } from '#persistence';
import { openStore } from './stores.js';
import { rangesOf, valuesOf, within } from './store.js';
import type { Store } from './store.js';

onEveryStore('an inspected store', (newStore) => {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    const at = newStore();
    database = await Database.open({ ...at, service: 'payment', entities: [], migrations: [] });
    await database.reader.query('CREATE TABLE things (id varchar(36) NOT NULL PRIMARY KEY)');
    store = await openStore(at.url, at.dataDir, 'payment');
  });
  afterEach(async () => {
    await store.close();
    await database.close();
  });

  it('rejects writes', async () => {
    await expect(store.rows(`INSERT INTO things (id) VALUES ('a')`)).rejects.toThrow(/read.?only/i);
    expect(await store.rows('SELECT * FROM things')).toEqual([]);
  });

  it.each([0, 1, 4, 5, 8, 9])('is read in ranges that cover all of %d ids', async (count) => {
    const ids = Array.from({ length: count }, (_, n) => `id-${n}`);
    for (const id of ids) await database.reader.query('INSERT INTO things (id) VALUES (?)', [id]);
    const pages: string[][] = [];
    for await (const range of rangesOf(store, 'things', 'id', '', 4)) {
      const rows = await store.rows<{ id: string }>(`SELECT id FROM things WHERE ${within('id')}`, valuesOf(range));
      pages.push(rows.map(({ id }) => id).sort());
    }
    expect(pages.flat()).toEqual(ids);
    expect(pages.every((page) => page.length <= 4)).toBe(true);
  });
});
