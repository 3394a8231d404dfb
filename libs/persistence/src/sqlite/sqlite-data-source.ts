import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MigrationExecutor } from 'typeorm';
import type { BetterSqlite3DataSourceOptions } from 'typeorm/driver/better-sqlite3/BetterSqlite3DataSourceOptions.js';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';
import { preparePrivateDatabase } from '../files/private-files.js';
import { refusePendingMigrations } from '../migrations.js';
import { retried } from '../retry.js';
import { ServiceDataSource } from '../service-data-source.js';
import { LibsqlConnection } from './libsql-connection.js';
import { GroupCommit } from './group-commit.js';
import { SerialQueryRunner, type SqliteConnections } from './serial-query-runner.js';

/** How long another process may keep the file locked. The wait blocks this process, so it is short, and the work is retried. */
const BUSY_TIMEOUT = 'busy_timeout = 500';

/** `<dataDir>/<service>.sqlite` in WAL with synchronous=FULL, so that a commit survives a kill and a power cut. */
export const sqliteOptions = (options: DatabaseOptions): BetterSqlite3DataSourceOptions => ({
  type: 'better-sqlite3',
  driver: LibsqlConnection,
  database: join(options.dataDir, `${options.service}.sqlite`),
  entities: options.entities,
  migrations: options.migrations,
  statementCacheSize: 0,
  prepareDatabase: (connection: LibsqlConnection) => {
    connection.pragma(BUSY_TIMEOUT);
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
  },
});

export async function openSqlite(
  options: BetterSqlite3DataSourceOptions,
  migrate: DatabaseOptions['migrate'],
): Promise<ServiceDataSource> {
  const source = new ServiceDataSource(options);
  const driver = source.driver as BetterSqlite3Driver;
  driver.supportedDataTypes.push('char', 'mediumtext');
  driver.withLengthColumnTypes.push('char');
  const connections = new ServiceConnections(driver, options.database);
  const commits = new GroupCommit(() => connections.writer);
  closeInTurn(driver, connections, commits);
  driver.createQueryRunner = () => new SerialQueryRunner(driver, connections, commits);
  source.connectionUse = () => ({ max: 2, open: 2, ...commits.use });
  try {
    mkdirSync(dirname(options.database), { recursive: true, mode: 0o700 });
    preparePrivateDatabase(options.database);
    await source.initialize();
  } catch (error) {
    throw new StoreUnavailable(`cannot open ${options.database}: ${(error as Error).message}`, { cause: error });
  }
  try {
    if (migrate === 'by-command') await refusePendingMigrations(source);
    else await runMigrations(source);
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** One transaction, begun before the pending migrations are read: replicas that start together on one file migrate it once. */
const runMigrations = (source: ServiceDataSource): Promise<void> =>
  retried(async () => {
    const runner = source.createQueryRunner();
    try {
      await runner.startTransaction();
      const executor = new MigrationExecutor(source, runner);
      executor.transaction = 'none';
      await executor.executePendingMigrations();
      await runner.commitTransaction();
    } finally {
      await runner.release();
    }
  });

class ServiceConnections implements SqliteConnections {
  private opened?: LibsqlConnection;

  constructor(
    private readonly driver: BetterSqlite3Driver,
    private readonly file: string,
  ) {}

  get writer(): LibsqlConnection {
    return this.driver.databaseConnection as LibsqlConnection;
  }

  get reader(): LibsqlConnection {
    this.opened ??= this.open();
    return this.opened;
  }

  closeReader(): void {
    this.opened?.closeUnmerged();
  }

  private open(): LibsqlConnection {
    const connection = new LibsqlConnection(this.file, {});
    connection.pragma(BUSY_TIMEOUT);
    connection.pragma('query_only = ON');
    return connection;
  }
}

/** Waits for the running unit, so that the connection does not close between a statement and its commit. */
function closeInTurn(driver: BetterSqlite3Driver, connections: ServiceConnections, commits: GroupCommit): void {
  const disconnect = driver.disconnect.bind(driver);
  driver.disconnect = async () => {
    await Promise.allSettled([commits.outside(() => connections.closeReader())]);
    await disconnect();
  };
}
