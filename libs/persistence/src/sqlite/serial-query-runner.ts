import { QueryFailedError, QueryResult, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { SharedCommitFailed, StoreUnavailable } from '../errors.js';
import { ROLLED_BACK, type GroupCommit, type Unit } from './group-commit.js';
import type { LibsqlConnection } from './libsql-connection.js';

export interface SqliteConnections {
  readonly writer: LibsqlConnection;
  readonly reader: LibsqlConnection;
}

/** Reads outside a transaction use a connection of their own; every write is a unit of a group commit. */
export class SerialQueryRunner extends BetterSqlite3QueryRunner {
  /** `alone`: the transaction shares its commit with no other one. */
  declare data: { alone?: boolean };
  private unit?: Unit;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly connections: SqliteConnections,
    private readonly commits: GroupCommit,
  ) {
    super(driver);
  }

  override async startTransaction(): Promise<void> {
    if (this.unit) return super.startTransaction();
    this.unit = await this.commits.begin(this.data.alone);
    this.isTransactionActive = true;
    this.transactionDepth = 1;
  }

  override commitTransaction(): Promise<void> {
    return this.transactionDepth > 1 ? super.commitTransaction() : this.endUnit('keep');
  }

  override rollbackTransaction(): Promise<void> {
    return this.transactionDepth > 1 ? super.rollbackTransaction() : this.endUnit('undo');
  }

  override async release(): Promise<void> {
    try {
      await this.endUnit('undo');
    } finally {
      this.isReleased = true;
      await super.release();
    }
  }

  override async query(sql: string, parameters: unknown[] = [], structured = false): Promise<never> {
    const result = await this.resultOf(sql, parameters);
    return (structured ? result : result.raw) as never;
  }

  private async resultOf(sql: string, parameters: unknown[]): Promise<QueryResult> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const { reader, writer } = this.connections;
    if (this.unit) {
      if (!writer.inTransaction) throw new StoreUnavailable(ROLLED_BACK);
      return execute(writer, sql, parameters);
    }
    if (READ.test(sql)) return execute(reader, sql, parameters);
    if (!WRITE.test(sql)) return this.commits.outside(() => execute(writer, sql, parameters));
    try {
      return await this.write(sql, parameters);
    } catch (error) {
      if (!(error instanceof SharedCommitFailed)) throw error;
      return this.write(sql, parameters, 'alone');
    }
  }

  private async write(sql: string, parameters: unknown[], alone?: 'alone'): Promise<QueryResult> {
    const unit = await this.commits.begin(alone !== undefined);
    let result: QueryResult;
    try {
      result = execute(this.connections.writer, sql, parameters);
    } catch (error) {
      await unit.end('undo');
      throw error;
    }
    await unit.end('keep');
    return result;
  }

  private async endUnit(how: 'keep' | 'undo'): Promise<void> {
    const { unit } = this;
    this.unit = undefined;
    this.isTransactionActive = false;
    this.transactionDepth = 0;
    await unit?.end(how);
  }
}

const READ = /^\s*SELECT\b/i;
const WRITE = /^\s*(INSERT|UPDATE|DELETE|REPLACE|WITH)\b/i;

/** Bypasses TypeORM's loggers and subscribers, which no service uses: they cost more time than SQLite. */
function execute(connection: LibsqlConnection, sql: string, parameters: unknown[]): QueryResult {
  const result = new QueryResult();
  try {
    const statement = connection.prepare(sql);
    if (statement.reader) result.raw = result.records = statement.all(...parameters);
    else ({ changes: result.affected, lastInsertRowid: result.raw } = statement.run(...parameters));
    return result;
  } catch (error) {
    throw new QueryFailedError(sql, parameters, error as Error);
  }
}
