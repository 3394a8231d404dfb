import type { DataSource, DataSourceOptions } from 'typeorm';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';
import { refusePendingMigrations } from '../pending-migrations.js';
import { PlainDataSource } from '../plain/plain.data-source.js';
import { addressOf } from './address.js';
import { CONNECT_TIMEOUT_MS, preparedMysql2 } from './connections.js';
import { makeSchema, type ServerType } from './make-schema.js';
import { migrateMysql } from './migrate-mysql.js';

const ANSWER_WITHIN_MS = 15_000;

/** Two pools to one schema: one whose connections are always in a transaction, and one for what is a transaction by itself. */
export interface MysqlPools {
  transactions: DataSource;
  statements: DataSource;
}

/**
 * Opens the pools to one schema of a MySQL or MariaDB server, after making the schema when it is missing and bringing it up
 * to date; with `migrate: 'by-command'` it is taken as it is.
 * @throws StoreUnavailable when the server cannot be reached or refuses the user
 * @throws MigrationsPending when the schema is behind and `migrate` is `by-command`
 */
export async function openMysql(options: DatabaseOptions): Promise<MysqlPools> {
  const { server, schema } = addressOf(options);
  const reach = async <T>(connect: () => Promise<T>): Promise<T> => {
    try {
      return await connect();
    } catch (error) {
      const where = `${server.host}:${server.port}/${schema}`;
      throw new StoreUnavailable(`cannot open the database at ${where}: ${(error as Error).message}`, { cause: error });
    }
  };
  const type = await reach(() => makeSchema(server, schema, options.migrate));
  const { migrations } = options;
  if (options.migrate !== 'by-command')
    await migrateMysql(
      await reach(() => sourceOf(options, type, { poolSize: 2, migrations, driver: preparedMysql2() }).initialize()),
    );
  const { entities, answerWithinMs = ANSWER_WITHIN_MS } = options;
  const sizes = poolSizesOf(options);
  const pool = (poolSize: number, forTransactions: boolean) =>
    sourceOf(options, type, { poolSize, entities, driver: preparedMysql2({ answerWithinMs, forTransactions }) });
  const statements = await reach(() => pool(sizes.statements, false).initialize());
  if (options.migrate === 'by-command') await refusePendingMigrations(statements, options.migrations);
  try {
    return { statements, transactions: await reach(() => pool(sizes.transactions, true).initialize()) };
  } catch (error) {
    await statements.destroy();
    throw error;
  }
}

type MysqlOptions = Extract<DataSourceOptions, { type: ServerType }>;

/** How the connections, 10 by default and at least three, are shared out. */
export function poolSizesOf({ poolSize = 10 }: DatabaseOptions): Record<keyof MysqlPools, number> {
  const statements = Math.max(2, Math.round(poolSize / 3));
  return { statements, transactions: Math.max(1, poolSize - statements) };
}

function sourceOf(options: DatabaseOptions, type: ServerType, more: Partial<MysqlOptions>): DataSource {
  const { server, schema } = addressOf(options);
  return new PlainDataSource({
    ...more,
    type,
    ...server,
    username: server.user,
    database: schema,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A stack captured before every statement costs more than the statement; the error names the query anyway.
    extra: { enableKeepAlive: true, trace: false },
    migrationsTransactionMode: 'none',
  });
}
