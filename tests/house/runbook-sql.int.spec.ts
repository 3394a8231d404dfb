import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWith, eventually } from '#testing';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';

const [statement] = /SELECT waiting_pid.*(?=;)/.exec(readFileSync('docs/runbook/hold-sweep-stalled.md', 'utf8'))!;
const schema = `sugang_t${process.pid}_${Date.now() % 1e6}_locks`;

describeWith('mysql', 'the statement of the runbook for blocked transactions', (server) => {
  let connections: Connection[];
  beforeAll(async () => {
    connections = await Promise.all([1, 2, 3].map(() => createConnection(server)));
    for (const sql of [`CREATE DATABASE ${schema}`, `CREATE TABLE ${schema}.seats (id INT PRIMARY KEY)`])
      await connections[0]!.query(sql);
  });
  afterAll(async () => {
    await connections[0]!.query(`DROP DATABASE ${schema}`);
    await Promise.all(connections.map((each) => each.end()));
  });

  // MariaDB has no performance_schema.data_lock_waits, and its performance_schema is off by default.
  it('names the session that holds the lock, on MySQL and on MariaDB', async () => {
    const [operator, holder, waiter] = connections as [Connection, Connection, Connection];
    await holder.beginTransaction();
    await holder.query(`INSERT INTO ${schema}.seats VALUES (1)`);
    const waiting = waiter.query(`INSERT INTO ${schema}.seats VALUES (1)`).catch((error: unknown) => error);
    await eventually(async () => {
      const [rows] = await operator.query<RowDataPacket[]>(statement);
      expect(rows).toEqual([expect.objectContaining({ waiting_pid: waiter.threadId, blocking_pid: holder.threadId })]);
    });
    await holder.rollback();
    await waiting;
  });
});
