import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import type { SqliteConnection } from './connection.js';
import type { Mutex } from './mutex.js';

/** A query runner of one caller over the one connection of a file: whoever has the mutex may use it. */
export class SerialQueryRunner extends BetterSqlite3QueryRunner {
  private leave?: () => void;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly mutex: Mutex,
  ) {
    super(driver);
  }

  override async startTransaction(): Promise<void> {
    this.leave ??= await this.mutex.acquire();
    try {
      await super.startTransaction();
    } catch (error) {
      this.settle();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.settle();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.settle();
    }
  }

  override async release(): Promise<void> {
    if (this.leave && this.sqlite.inTransaction) this.sqlite.rollback();
    this.settle();
    this.isReleased = true;
    await super.release();
  }

  override async query(sql: string, parameters: unknown[] = [], structured = false): Promise<never> {
    // A deferred BEGIN fails at its first write, without waiting, when another process has written in between.
    const asked = sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql;
    if (this.leave) return super.query(asked, parameters, structured) as Promise<never>;
    const leave = await this.mutex.acquire();
    try {
      return (await super.query(sql, parameters, structured)) as never;
    } finally {
      leave();
    }
  }

  /** SQLite itself knows whether a transaction is still open: some failures end it without a word. */
  private settle(): void {
    if (this.sqlite.inTransaction) return;
    this.isTransactionActive = false;
    this.leave?.();
    this.leave = undefined;
  }

  private get sqlite(): SqliteConnection {
    return this.driver.databaseConnection as SqliteConnection;
  }
}
