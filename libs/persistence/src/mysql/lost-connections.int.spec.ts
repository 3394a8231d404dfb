import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeWith, eventually, Line, MYSQL_COMMIT, type Fate } from '#testing';
import { createConnection, type Connection } from 'mysql2/promise';
import { Booking, booking, contractParts } from '../../test/booking.js';
import { Database } from '../database.js';
import { CommitUnknown } from '../errors.js';
import { isContention, isStoreFault } from '../faults.js';

describeWith('mysql', 'Database on a MySQL server whose connections are lost', (url) => {
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

  const storedIds = async () => (await database.reader.find(Booking, { order: { id: 'ASC' } })).map(({ id }) => id);

  /** Books while the COMMIT gets the given fate; returns the error and how often work and callback ran. */
  async function book(id: string, fate: Fate): Promise<{ error: unknown; runs: number; callbacks: number }> {
    let runs = 0;
    let callbacks = 0;
    line.lose(MYSQL_COMMIT, fate);
    const error = await database
      .transaction(async (tx) => {
        runs += 1;
        tx.afterCommit(() => (callbacks += 1));
        await tx.manager.insert(Booking, booking(id));
      })
      .catch((reason: unknown) => reason);
    return { error, runs, callbacks };
  }

  it.each<[Fate, string[]]>([
    ['not-sent', []],
    ['answer-lost', ['mina']],
    ['unanswered', ['mina']],
  ])(
    'fails with CommitUnknown and without a retry when its COMMIT is %s; reading by key shows the outcome',
    async (fate, there) => {
      const { error, runs, callbacks } = await book('mina', fate);

      expect(error).toBeInstanceOf(CommitUnknown);
      expect([isStoreFault(error), isContention(error), runs, callbacks]).toEqual([true, false, 1, 0]);
      expect(await storedIds()).toEqual(there);
    },
  );

  it('works again at once after each lost commit', async () => {
    for (let n = 0; n < 12; n += 1) await book(`lost ${n}`, n % 2 ? 'not-sent' : 'answer-lost');
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        database.transaction(({ manager }) => manager.insert(Booking, booking(`kept ${n}`))),
      ),
    );
    expect(await storedIds()).toHaveLength(6 + 20);
  });

  it('runs the whole work again when a connection is lost before the commit', async () => {
    const connections: number[] = [];
    await database.transaction(async ({ manager }) => {
      await manager.insert(Booking, booking('mina'));
      const [{ id }] = await manager.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
      connections.push(id);
      if (connections.length === 1) await server.query(`KILL ${id}`);
      await manager.insert(Booking, booking('joon'));
    });
    expect(new Set(connections).size).toBe(2);
    expect(await storedIds()).toEqual(['joon', 'mina']);
  });

  it('runs every transaction again when all connections are lost at once', async () => {
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
    expect(await storedIds()).toEqual(['0', '1', '2', '3', '4']);
  });

  it.each([
    [1290, 'HY000'],
    [1792, '25006'],
    [1836, 'HY000'],
    [1047, '08S01'],
  ])('closes a connection that reports %i and runs the work again on another one', async (errno, sqlState) => {
    const connections: number[] = [];
    await database.transaction(async ({ manager }) => {
      const [{ id }] = await manager.query<[{ id: number }]>('SELECT CONNECTION_ID() AS id');
      connections.push(id);
      if (connections.length === 1) await manager.query(`SIGNAL SQLSTATE '${sqlState}' SET MYSQL_ERRNO = ${errno}`);
      await manager.insert(Booking, booking('mina'));
    });
    expect(new Set(connections).size).toBe(2);
    expect(await storedIds()).toEqual(['mina']);
    await eventually(async () => {
      const [left] = await server.query('SELECT id FROM information_schema.processlist WHERE id = ?', [connections[0]]);
      expect(left).toEqual([]);
    });
  });

  it('fails a statement at its response timeout, and does not reuse the unresponsive connection', async () => {
    const hung = () => database.reader.query('SELECT SLEEP(30), CONNECTION_ID() AS id');
    const errors = await Promise.all([1, 2, 3].map(() => hung().catch((reason: unknown) => reason)));
    expect(errors.map(isStoreFault)).toEqual([true, true, true]);
    await database.ping();
  });
});
