import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Delivery } from '../broker.js';

const schema = `
  CREATE TABLE IF NOT EXISTS queue (name TEXT PRIMARY KEY, settled INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE IF NOT EXISTS binding (queue TEXT NOT NULL, pattern TEXT NOT NULL, PRIMARY KEY (queue, pattern));
  CREATE TABLE IF NOT EXISTS delivery (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, routing_key TEXT NOT NULL,
    body TEXT NOT NULL, headers TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'READY', reason TEXT, parked_at INTEGER);
  CREATE INDEX IF NOT EXISTS delivery_due ON delivery (queue, state, due_at, seq);
  CREATE INDEX IF NOT EXISTS delivery_parked ON delivery (queue, message_id) WHERE state = 'PARKED';`;

/** One message for one consumer group. */
export interface DeliveryRow {
  seq: number;
  queue: string;
  message_id: string;
  routing_key: string;
  body: string;
  headers: string;
  /** Number of failed attempts. */
  attempts: number;
  reason: string | null;
  parked_at: number | null;
}

export const headersOf = (row: DeliveryRow): Record<string, string> =>
  JSON.parse(row.headers) as Record<string, string>;

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  id: row.message_id,
  routingKey: row.routing_key,
  body: row.body,
  headers: headersOf(row),
  attempt: row.attempts + 1,
});

const fileIn = (dataDir: string): string => join(dataDir, 'broker.sqlite');

/** Whether an in-process broker has ever used that directory. */
export const hasBrokerFile = (dataDir: string): boolean => existsSync(fileIn(dataDir));

/** How long another process, such as the command line, may lock the file; waiting blocks the event loop. */
const BUSY_TIMEOUT_MS = 1_000;

type Value = string | number | null;

/** The SQLite file of the in-process broker: queues, bindings, and one row per consumer group and message. */
export class BrokerFile {
  private readonly connection: Libsql.Database;
  private readonly statements = new Map<string, Libsql.Statement>();
  private closed = false;

  /** @throws when the directory or the file cannot be used */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.connection = new Libsql(fileIn(dataDir));
    this.connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    this.connection.exec('PRAGMA journal_mode = WAL');
    this.connection.exec('PRAGMA synchronous = FULL');
    this.transaction(() => this.connection.exec(schema));
  }

  /** Executes a statement and returns the number of changed rows. */
  run(sql: string, ...values: Value[]): number {
    return this.statement(sql).run(values).changes;
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.statement(sql).all(values) as Row[];
  }

  /** Runs `write` in a transaction, which is on disk when the call returns. */
  transaction<T>(write: () => T): T {
    this.assertOpen();
    this.connection.exec('BEGIN IMMEDIATE');
    try {
      const result = write();
      this.connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.connection.inTransaction) this.connection.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.statements.clear();
    this.connection.close();
  }

  /** libsql crashes the process when a closed connection is used. */
  private assertOpen(): void {
    if (this.closed) throw new Error('the broker is closed');
  }

  private statement(sql: string): Libsql.Statement {
    this.assertOpen();
    const prepared = this.statements.get(sql) ?? this.connection.prepare(sql);
    this.statements.set(sql, prepared);
    return prepared;
  }
}
