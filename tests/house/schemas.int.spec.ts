import { afterAll, expect, it } from '@jest/globals';
import type { Database } from '#persistence';
import { describeWith, tempDir } from '#testing';
import { createConnection } from 'mysql2/promise';
import { schemaOf, type Schema } from '../support/schema.js';
import { serviceStores } from '../support/service-stores.js';

const unique = `sugang_t_schemas_${process.pid}_${Date.now()}`;

describeWith('mysql', 'one set of migrations', (server) => {
  const dataDir = tempDir();
  const schemas: string[] = [];
  const ownSchema = (name: string) => {
    const schema = `${unique}_${name}`;
    schemas.push(schema);
    return new URL(schema, `${server}/`).href;
  };
  afterAll(async () => {
    const connection = await createConnection(server);
    for (const schema of schemas) await connection.query(`DROP DATABASE IF EXISTS ${schema}`);
    await connection.end();
  });

  for (const [name, open] of Object.entries(serviceStores)) {
    it(`makes the same tables, columns, keys and indexes of ${name} in SQLite and on the server`, async () => {
      const stores = [await open({ url: 'sqlite:', dataDir }), await open({ url: ownSchema(name), dataDir })];
      const [inSqlite, onServer] = (await Promise.all(stores.map(schemaOf))) as [Schema, Schema];

      expect(Object.keys(inSqlite.columns).length).toBeGreaterThan(0);
      expect(onServer).toEqual(inSqlite);
      for (const store of stores) expect(missingIn(await schemaOf(store), store)).toEqual([]);
      await Promise.all(stores.map((store) => store.close()));
    });
  }

  it('differs after a change on one side (negative control)', async () => {
    const store = await serviceStores.provider!({ url: ownSchema('changed'), dataDir });
    const before = await schemaOf(store);
    const [table, columns] = Object.entries(before.columns)[0]!;
    const column = Object.keys(columns).find((each) => !before.keys[table]!.includes(each))!;
    await store.reader.query(`CREATE INDEX one_more ON ${table} (${column})`);
    expect((await schemaOf(store)).indexes).not.toEqual(before.indexes);
    await store.reader.query(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    expect(missingIn(await schemaOf(store), store)).toEqual([`${table}.${column}`]);
    await store.close();
  });
});

/** The columns of the entities that the store lacks, as `table.column`. */
const missingIn = ({ columns }: Schema, store: Database): string[] =>
  store.reader.dataSource.entityMetadatas.flatMap((entity) =>
    entity.columns
      .filter(({ databaseName, isNullable }) => {
        const there = columns[entity.tableName]?.[databaseName];
        return there !== (isNullable ? 'null' : 'not null');
      })
      .map(({ databaseName }) => `${entity.tableName}.${databaseName}`),
  );
