import { setImmediate as nextEventLoopIteration } from 'node:timers/promises';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { ConcurrencyLimit } from '../concurrency-limit.js';
import { SqliteConnectionTimeout } from '../errors.js';
import type { LibsqlConnection } from './libsql-connection.js';

/** Each holder starts in a new iteration of the event loop: libsql is synchronous, and libuv accepts one connection per iteration. */
export class SerialAccess extends ConcurrencyLimit {
  constructor(timeoutMs = 10_000) {
    super(1, timeoutMs, () => new SqliteConnectionTimeout(timeoutMs));
  }

  override async acquire(): Promise<() => void> {
    const release = await super.acquire();
    await nextEventLoopIteration();
    return release;
  }
}

export class SerialQueryRunner extends BetterSqlite3QueryRunner {
  private leave?: () => void;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly access: SerialAccess,
  ) {
    super(driver);
  }

  override async startTransaction(): Promise<void> {
    this.leave ??= await this.access.acquire();
    try {
      await super.startTransaction();
    } catch (error) {
      this.leaveAfterTransaction();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.leaveAfterTransaction();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.leaveAfterTransaction();
    }
  }

  override async release(): Promise<void> {
    if (this.leave && this.sqlite.inTransaction) this.sqlite.rollback();
    this.leaveAfterTransaction();
    this.isReleased = true;
    await super.release();
  }

  override async query(sql: string, parameters: unknown[] = [], structured = false): Promise<never> {
    // A deferred BEGIN fails without waiting at its first write when another process has written in between.
    const statement = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    if (this.leave) return super.query(statement, parameters, structured) as Promise<never>;
    const leave = await this.access.acquire();
    try {
      return (await super.query(statement, parameters, structured)) as never;
    } finally {
      leave();
    }
  }

  private leaveAfterTransaction(): void {
    if (this.sqlite.inTransaction) return;
    this.isTransactionActive = false;
    this.leave?.();
    this.leave = undefined;
  }

  private get sqlite(): LibsqlConnection {
    return this.driver.databaseConnection as LibsqlConnection;
  }
}
