import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { mergeWal, preparePrivateDatabase } from '#persistence/files';
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

export interface DeliveryRow {
  seq: number;
  queue: string;
  message_id: string;
  routing_key: string;
  body: string;
  headers: string;
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

export const hasBrokerFile = (dataDir: string): boolean => existsSync(fileIn(dataDir));

/** How long another process, such as the command line, may lock the file; waiting blocks the event loop. */
const BUSY_TIMEOUT_MS = 1_000;

type Value = string | number | null;

/** The SQLite file of the in-process broker: queues, bindings, and one row per consumer group and message. */
export class BrokerFile {
  private readonly connection: Libsql.Database;
  private readonly statements = new Map<string, Libsql.Statement>();
  private closed = false;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    preparePrivateDatabase(fileIn(dataDir));
    this.connection = new Libsql(fileIn(dataDir));
    this.connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    this.connection.exec('PRAGMA journal_mode = WAL');
    this.connection.exec('PRAGMA synchronous = FULL');
    this.transaction(() => this.connection.exec(schema));
  }

  run(sql: string, ...values: Value[]): number {
    return this.statement(sql).run(values).changes;
  }

  /** @returns the number of the inserted row */
  insert(sql: string, ...values: Value[]): number {
    return Number(this.statement(sql).run(values).lastInsertRowid);
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.statement(sql).all(values) as Row[];
  }

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
    mergeWal(this.connection);
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

interface PendingWrite {
  write: () => void;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Lets many small writes share one commit, because each commit waits for the disk. */
export class GroupCommit {
  private pending: PendingWrite[] = [];
  private immediate?: NodeJS.Immediate;
  private timer?: NodeJS.Timeout;

  constructor(private readonly file: BrokerFile) {}

  now(write: () => void): Promise<void> {
    this.immediate ??= setImmediate(() => this.flush());
    return this.add(write);
  }

  /** Commits `write` within a few milliseconds, together with others: for writes that may be lost and repeated. */
  soon(write: () => void): Promise<void> {
    this.timer ??= setTimeout(() => this.flush(), 4);
    return this.add(write);
  }

  flush(): void {
    clearImmediate(this.immediate);
    clearTimeout(this.timer);
    this.immediate = this.timer = undefined;
    const batch = this.pending;
    this.pending = [];
    if (batch.length === 0) return;
    try {
      this.file.transaction(() => batch.forEach(({ write }) => write()));
      batch.forEach(({ resolve }) => resolve());
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private add(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => this.pending.push({ write, resolve, reject }));
  }
}
