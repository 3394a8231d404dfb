import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeWith, Line, MYSQL_COMMIT, type Fate } from '#testing';
import { createConnection, type Connection } from 'mysql2/promise';
import { Booking, booking, contractParts } from '../../test/booking.js';
import { Database } from '../database.js';
import { CommitUnknown } from '../errors.js';
import { isContention, isStoreFault } from '../faults.js';

describeWith('mysql', 'a MySQL server whose connections are lost', (url) => {
  const schema = `sugang_t_lost_${process.pid}_${Date.now()}`;
  let line: Line;
  let database: Database;
  let server: Connection;

  beforeAll(async () => {
    server = await createConnection(url);
    line = await Line.to(new URL(schema, `${url}/`).href);
    const parts = { ...contractParts, dataDir: '', service: 'lost', answerWithinMs: 1_000 };
    database = await Database.open({ url: line.url, ...parts });
  });
  beforeEach(async () => {
    await database.reader.query('DELETE FROM booking');
  });
  afterAll(async () => {
    await database.close();
    await line.close();
    await server.query(`DROP DATABASE ${schema}`);
    await server.end();
  });

  const kept = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);

  /** Loses the fate of one booking's commit; answers the error and how often the work ran. */
  async function book(id: string, fate: Fate): Promise<{ error: unknown; runs: number; told: number }> {
    let runs = 0;
    let told = 0;
    line.lose(MYSQL_COMMIT, fate);
    const error = await database
      .transaction(async (tx) => {
        runs += 1;
        tx.afterCommit(() => (told += 1));
        await tx.manager.insert(Booking, booking(id));
      })
      .catch((reason: unknown) => reason);
    return { error, runs, told };
  }

  it.each<[Fate, string[]]>([
    ['not-sent', []],
    ['answer-lost', ['mina']],
    ['unanswered', ['mina']],
  ])(
    'does not say whether it has committed when its COMMIT is %s; nothing runs again, reading by key tells',
    async (fate, there) => {
      const { error, runs, told } = await book('mina', fate);

      expect(error).toBeInstanceOf(CommitUnknown);
      expect([isStoreFault(error), isContention(error), runs, told]).toEqual([true, false, 1, 0]);
      expect(await kept()).toEqual(there);
    },
  );

  it('is used again at once after every lost commit', async () => {
    for (let n = 0; n < 12; n += 1) await book(`lost ${n}`, n % 2 ? 'not-sent' : 'answer-lost');
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        database.transaction(({ manager }) => manager.insert(Booking, booking(`kept ${n}`))),
      ),
    );
    expect(await kept()).toHaveLength(6 + 20);
  });

  it('makes the whole work run again when a connection is lost before the commit', async () => {
    const connections: number[] = [];
    await database.transaction(async ({ manager }) => {
      await manager.insert(Booking, booking('mina'));
      const [{ id }] = await manager.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
      connections.push(id);
      if (connections.length === 1) await server.query(`KILL ${id}`);
      await manager.insert(Booking, booking('joon'));
    });
    expect(new Set(connections).size).toBe(2);
    expect(await kept()).toEqual(['joon', 'mina']);
  });

  it('makes it run again as well when every connection is lost at once', async () => {
    const runs: number[] = [];
    const one = (n: number) =>
      database.transaction(async ({ manager }) => {
        runs.push(n);
        await manager.insert(Booking, booking(`${n}`));
        await manager.query('SELECT SLEEP(0.1)');
      });
    const all = Promise.all(Array.from({ length: 5 }, (_, n) => one(n)));
    await new Promise((wake) => setTimeout(wake, 50));
    const [connections] = await server.query('SELECT id FROM information_schema.processlist WHERE db = ?', [schema]);
    for (const { id } of connections as { id: number }[]) await server.query(`KILL ${id}`).catch(String);
    await all;
    expect(runs.length).toBeGreaterThan(5);
    expect(await kept()).toEqual(['0', '1', '2', '3', '4']);
  });

  it('is not waited for beyond the deadline of a statement, and the hung connection is not used again', async () => {
    const hung = () => database.reader.query('SELECT SLEEP(30), CONNECTION_ID() AS id');
    const errors = await Promise.all([1, 2, 3].map(() => hung().catch((reason: unknown) => reason)));
    expect(errors.map(isStoreFault)).toEqual([true, true, true]);
    await database.ping();
  });
});
