import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';
import { addressOf } from './address.js';
import { CONNECT_TIMEOUT_MS, preparedMysql2 } from './connections.js';
import { makeSchema, type ServerType } from './make-schema.js';
import { migrateMysql } from './migrate-mysql.js';

const ANSWER_WITHIN_MS = 15_000;

/**
 * Opens a pool to one schema of a MySQL or MariaDB server, after making the schema when it is missing and bringing it up
 * to date; with `migrate: 'by-command'` it is taken as it is.
 * @throws StoreUnavailable when the server cannot be reached or refuses the user
 */
export async function openMysql(options: DatabaseOptions): Promise<DataSource> {
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
  return reach(() =>
    sourceOf(options, type, {
      poolSize: poolSizeOf(options),
      entities: options.entities,
      driver: preparedMysql2(options.answerWithinMs ?? ANSWER_WITHIN_MS),
    }).initialize(),
  );
}

type MysqlOptions = Extract<DataSourceOptions, { type: ServerType }>;

/** Connections of the pool, 10 by default; at least two, because one stays free for queries outside transactions. */
export const poolSizeOf = ({ poolSize = 10 }: DatabaseOptions): number => Math.max(2, poolSize);

function sourceOf(options: DatabaseOptions, type: ServerType, more: Partial<MysqlOptions>): DataSource {
  const { server, schema } = addressOf(options);
  return new DataSource({
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
