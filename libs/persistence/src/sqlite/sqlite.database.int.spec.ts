import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually, tempDir } from '#testing';
import Libsql from 'libsql';
import { DataSource } from 'typeorm';
import { databaseContract, contractParts } from '../database.contract.js';
import { Database } from '../database.js';
import { StoreUnavailable } from '../errors.js';
import { isStoreFault } from '../faults.js';

const open = (dataDir: string, service = 'booking') =>
  Database.open({ url: 'sqlite:', dataDir, service, ...contractParts });
const row = (id: string) => `INSERT INTO booking (id, amount, note, tags) VALUES ('${id}', 1, '', '[]')`;

describe('Database on SQLite', () => {
  const dataDir = tempDir('sqlite');
  databaseContract(() => open(dataDir));
});

describe('a SQLite file', () => {
  const dataDir = tempDir('sqlite');

  it('contains every acknowledged row after its process is killed', async () => {
    const script = resolve(import.meta.dirname, '../../test/insert-until-killed.mjs');
    const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = '';
    child.stdout.on('data', (chunk: Buffer) => (acknowledged += chunk.toString()));
    await eventually(() => expect(acknowledged.split('\n').length).toBeGreaterThan(50), { within: 10_000 });
    child.kill('SIGKILL');
    await once(child, 'close');
    const file = new Libsql(join(dataDir, 'killed.sqlite'));
    const kept = new Set(
      file
        .prepare('SELECT id FROM acknowledged')
        .all()
        .map((found) => (found as { id: string }).id),
    );
    file.close();
    const lost = acknowledged
      .split('\n')
      .slice(0, -1)
      .filter((id) => !kept.has(id));
    expect(lost).toEqual([]);
  });

  it('is readable by its owner only, with its WAL and its index, and complete without them after it was closed', async () => {
    const database = await open(dataDir, 'alone');
    await database.transaction((tx) => tx.manager.query(row('last')));
    const file = join(dataDir, 'alone.sqlite');
    for (const path of [file, `${file}-wal`, `${file}-shm`]) expect(statSync(path).mode & 0o777).toBe(0o600);
    const reader = new Libsql(file);
    reader.prepare('SELECT id FROM booking').all();
    await database.close();
    copyFileSync(file, join(dataDir, 'copied.sqlite'));
    reader.close();
    const copied = await open(dataDir, 'copied');
    expect(await copied.reader.query('SELECT id FROM booking')).toEqual([{ id: 'last' }]);
    await copied.close();
  });

  it('is migrated once when three replicas start together', async () => {
    const replicas = await Promise.all([1, 2, 3].map(() => open(dataDir, 'new')));
    expect(await replicas[0]!.reader.query('SELECT COUNT(*) AS run FROM migrations')).toEqual([{ run: 1 }]);
    await Promise.all(replicas.map((each) => each.close()));
  });

  it('lets a writer wait for another process that is writing', async () => {
    const database = await open(dataDir, 'shared');
    const other = new Libsql(join(dataDir, 'shared.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const waiting = database.transaction((tx) => tx.manager.query(row('mine')));
    await new Promise((wake) => setTimeout(wake, 50));
    other.exec(row('theirs'));
    other.exec('COMMIT');
    await waiting;
    expect(await database.reader.query('SELECT id FROM booking ORDER BY id')).toEqual([
      { id: 'mine' },
      { id: 'theirs' },
    ]);
    other.close();
    await database.close();
  });

  it('rejects a value that it cannot store, and remains usable', async () => {
    const database = await open(dataDir, 'values');
    for (const value of [{}, NaN, new Map(), 'a\0b', Symbol('s')]) {
      await expect(database.reader.query('SELECT ?', [value])).rejects.toThrow(/cannot/);
    }
    await database.ping();
    await database.close();
  });

  it('rolls back a transaction on a full disk with a store fault, and works again when there is space', async () => {
    const database = await open(dataDir, 'full');
    await database.reader.query('PRAGMA max_page_count = 20');
    const fill = database.transaction(async (tx) => {
      for (let n = 0; n < 200; n += 1) await tx.manager.query(row(`${n} ${'x'.repeat(1_000)}`));
    });
    const error = await fill.catch((reason: unknown) => reason);
    expect(isStoreFault(error)).toBe(true);
    await database.reader.query('PRAGMA max_page_count = 100000');
    await database.transaction((tx) => tx.manager.query(row('fits again')));
    expect(await database.reader.query('SELECT id FROM booking')).toEqual([{ id: 'fits again' }]);
    await database.close();
  });

  it('fails to open with StoreUnavailable when the file is no database or cannot be created', async () => {
    writeFileSync(join(dataDir, 'letters.sqlite'), 'Dear Dr. Park, '.repeat(200));
    mkdirSync(join(dataDir, 'folder.sqlite'));
    for (const service of ['letters', 'folder']) await expect(open(dataDir, service)).rejects.toThrow(StoreUnavailable);
    await expect(open(join(dataDir, 'letters.sqlite'))).rejects.toThrow(/cannot open .*letters\.sqlite/);
  });
});

describe('the unmodified driver of TypeORM', () => {
  const dataDir = tempDir('plain');

  it('mixes concurrent transactions up, which is why SerialQueryRunner exists', async () => {
    const { entities, migrations } = contractParts;
    const database = join(dataDir, 'plain.sqlite');
    const supportedTypes = entities.filter(() => false);
    const plain = new DataSource({
      type: 'better-sqlite3',
      driver: Libsql,
      database,
      entities: supportedTypes,
      migrations,
    });
    await plain.initialize();
    await plain.runMigrations();
    const one = (n: number) =>
      plain.transaction(async (manager) => {
        await manager.query(row(`${n}-first`));
        await new Promise((wake) => setTimeout(wake, 2));
        await manager.query(row(`${n}-second`));
        if (n % 2 === 1) throw new Error('odd');
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => one(n)));
    const kept = await plain.query<unknown[]>('SELECT id FROM booking');
    await plain.destroy();
    const asPromised = outcomes.filter(({ status }) => status === 'fulfilled').length === 10 && kept.length === 20;
    expect(asPromised).toBe(false);
  });
});
