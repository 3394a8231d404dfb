import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import { createConnection, type Connection } from 'mysql2/promise';
import { databaseContract, contractParts } from '../database.contract.js';
import { Database } from '../database.js';
import { StoreUnavailable } from '../errors.js';
import { isContention, isStoreFault } from '../faults.js';

const unique = `${process.pid}_${Date.now()}`;

describeWith('mysql', 'Database on MySQL', (url) => {
  const service = `contract_${unique}`;
  const open = (poolSize = 10) => Database.open({ url, dataDir: '', service, poolSize, ...contractParts });
  const insert = (id: string) => `INSERT INTO booking (id, amount, note, tags) VALUES ('${id}', 1, '', '[]')`;
  let server: Connection;

  beforeAll(async () => {
    server = await createConnection(url);
  });
  afterAll(async () => {
    await server.query(`DROP DATABASE IF EXISTS sugang_${service}`);
    await server.end();
  });

  databaseContract(open);

  it('migrates a schema once when three replicas start together', async () => {
    await server.query(`DROP DATABASE IF EXISTS sugang_${service}_new`);
    const replica = () => Database.open({ url, dataDir: '', service: `${service}_new`, ...contractParts });
    const replicas = await Promise.all([replica(), replica(), replica()]);
    expect(await replicas[0].reader.query('SELECT COUNT(*) AS run FROM migrations')).toEqual([{ run: 1 }]);
    await Promise.all(replicas.map((each) => each.close()));
    await server.query(`DROP DATABASE sugang_${service}_new`);
  });

  it('migrates a schema that two stores share, and after a migration that failed', async () => {
    const shared = `${url.replace(/\/$/, '')}/sugang_${service}_shared`;
    const store = (name: string, migrations = contractParts.migrations) =>
      Database.open({ url: shared, dataDir: '', service: name, entities: [], migrations });
    class Broken1700000000001 {
      up = () => Promise.reject(new Error('this migration is broken'));
      down = () => Promise.resolve();
    }

    await expect(store('broken', [Broken1700000000001])).rejects.toThrow('this migration is broken');
    const stores = await Promise.all([store('one'), store('other')]);
    await Promise.all(stores.map((each) => each.close()));
    await server.query(`DROP DATABASE sugang_${service}_shared`);
  });

  it('reads rows that others committed during its own transaction', async () => {
    const database = await open();
    await database.reader.query('DELETE FROM booking');
    const [before, after] = await database.transaction(async ({ manager }) => {
      const count = async () => (await manager.query<[{ n: number }]>('SELECT COUNT(*) AS n FROM booking'))[0].n;
      const first = await count();
      await server.query(
        `INSERT INTO sugang_${service}.booking (id, amount, note, tags) VALUES ('theirs', 1, '', '[]')`,
      );
      return [first, await count()];
    });
    expect([before, after]).toEqual([0, 1]);
    await database.close();
  });

  it('hides the writes of a transaction from other connections until it commits', async () => {
    const database = await open();
    await database.reader.query('DELETE FROM booking');
    const stored = () => server.query(`SELECT id FROM sugang_${service}.booking`).then(([rows]) => rows);
    const seen: unknown[] = [];
    await database.transaction(async ({ manager }) => {
      await manager.query(insert('held back'));
      await database.statement((joined) => joined.query(insert('held back, too')));
      seen.push(await stored());
    });
    seen.push(await stored());
    expect(seen).toEqual([[], [{ id: 'held back' }, { id: 'held back, too' }]]);
    await database.close();
  });

  it('retries the victim of a deadlock, so that both transactions commit', async () => {
    const database = await open();
    await database.reader.query('DELETE FROM booking');
    await database.transaction(async ({ manager }) => {
      for (const id of ['left', 'right']) await manager.query(insert(id));
    });
    let runs = 0;
    let holding = 0;
    let goOn: () => void = () => undefined;
    const bothHoldTheirFirst = new Promise<void>((resolve) => (goOn = resolve));
    const both = (first: string, second: string) =>
      database.transaction(async ({ manager }) => {
        runs += 1;
        await manager.query('UPDATE booking SET amount = amount + 1 WHERE id = ?', [first]);
        if ((holding += 1) === 2) goOn();
        await bothHoldTheirFirst;
        await manager.query('UPDATE booking SET amount = amount + 1 WHERE id = ?', [second]);
      });
    await Promise.all([both('left', 'right'), both('right', 'left')]);
    expect(runs).toBeGreaterThan(2);
    expect(await database.reader.query('SELECT amount FROM booking')).toEqual([{ amount: 3 }, { amount: 3 }]);
    await database.close();
  });

  it('fails with a store fault after bounded retries on a row that stays locked', async () => {
    const database = await open();
    await database.reader.query('DELETE FROM booking');
    await database.transaction(({ manager }) => manager.query(insert('held')));
    await server.query('START TRANSACTION');
    await server.query(`UPDATE sugang_${service}.booking SET amount = 2`);
    let runs = 0;
    const error: unknown = await database
      .transaction(({ manager }) => {
        runs += 1;
        return manager.query('UPDATE booking SET amount = 3');
      })
      .catch((reason: unknown) => reason);
    await server.query('ROLLBACK');
    expect([isContention(error), isStoreFault(error)]).toEqual([true, true]);
    expect(runs).toBeGreaterThan(1);
    expect(runs).toBeLessThan(5);
    await database.close();
  });

  it('rolls back with a store fault when the connection is killed in each attempt, and works afterwards', async () => {
    const database = await open();
    await database.reader.query('DELETE FROM booking');
    const killed = database.transaction(async ({ manager }) => {
      await manager.query(insert('half'));
      const [{ id }] = await manager.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
      await server.query(`KILL ${id}`);
      await manager.query(insert('other half'));
    });
    const error = await killed.catch((reason: unknown) => reason);
    expect([isStoreFault(error), isContention(error)]).toEqual([true, false]);
    await eventually(() => database.transaction(({ manager }) => manager.query(insert('after'))));
    expect(await database.reader.query('SELECT id FROM booking')).toEqual([{ id: 'after' }]);
    await database.close();
  });

  it.each(['+00:00', 'SYSTEM'])(
    'has a clock that repeats no hour when summer time ends, in the zone %s',
    async (zone) => {
      const database = await open();
      const clockAt = (unixSeconds: number) =>
        database.transaction(async ({ manager }) => {
          await manager.query(`SET time_zone = '${zone}', timestamp = ${unixSeconds}`);
          const now = await database.now();
          await manager.query(`SET time_zone = '+00:00', timestamp = DEFAULT`);
          return now.getTime() / 1_000;
        });
      const end = Date.parse('2026-10-25T01:00:00Z') / 1_000;
      for (const at of [end - 1_800, end - 1, end, end + 1_800]) expect(await clockAt(at)).toBe(at);
      await database.close();
    },
  );

  it('opens every connection with UTC as the zone of its session', async () => {
    const database = await open();
    expect(await database.reader.query('SELECT @@session.time_zone AS zone')).toEqual([{ zone: '+00:00' }]);
    await database.close();
  });

  it('queues transactions beyond its permits, while queries outside them still find a connection', async () => {
    const database = await open(3);
    let under = 0;
    let most = 0;
    const one = () =>
      database.transaction(async ({ manager }) => {
        most = Math.max(most, (under += 1));
        await manager.query('SELECT SLEEP(0.01)');
        await database.ping();
        under -= 1;
      });
    await Promise.all(Array.from({ length: 10 }, one));
    expect(most).toBe(1);
    await database.close();
  });
});

it('Database.open on MySQL fails with a store fault that names the address, but not the password, of an unreachable server', async () => {
  const url = 'mysql://mina:secret-word@127.0.0.1:1';
  const error: unknown = await Database.open({ url, dataDir: '', service: 'nowhere', ...contractParts }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreUnavailable);
  expect(String(error)).toContain('127.0.0.1:1/sugang_nowhere');
  expect(String(error)).not.toContain('secret-word');
});
