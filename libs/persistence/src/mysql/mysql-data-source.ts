import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { MysqlDataSourceOptions } from 'typeorm/driver/mysql/MysqlDataSourceOptions.js';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';
import { refusePendingMigrations } from '../migrations.js';
import { ServiceDataSource } from '../service-data-source.js';
import { mysqlAddressOf, type MysqlTls } from './mysql-address.js';
import { CONNECT_TIMEOUT_MS, preparedMysql2 } from './prepared-mysql2.js';

const RESPONSE_TIMEOUT_MS = 15_000;
const MIGRATION_LOCK_TIMEOUT_S = 60;

export async function mysqlOptions(options: DatabaseOptions): Promise<MysqlDataSourceOptions> {
  const { host, port, user, password, sslMode, tls, ...address } = mysqlAddressOf(options.url);
  const schema = address.schema || `sugang_${options.service}`;
  const server = { host, port, user, password };
  const prepare = (ssl: MysqlTls | undefined) =>
    prepareServer({ ...server, ...(ssl && { ssl }) }, schema, options.migrate).then((type) => ({ type, ssl }));
  const { type, ssl } = await reach({ host, port, database: schema }, () =>
    prepare(tls).catch((error: unknown) => {
      if (sslMode === 'PREFERRED' && hasNoTls(error)) return prepare(undefined);
      throw error;
    }),
  );
  return {
    type,
    driver: preparedMysql2({ responseTimeoutMs: options.answerWithinMs ?? RESPONSE_TIMEOUT_MS }),
    host,
    port,
    username: user,
    password,
    database: schema,
    entities: options.entities,
    migrations: options.migrations,
    migrationsTransactionMode: 'none',
    poolSize: Math.max(3, options.poolSize ?? 10),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A stack captured before every statement costs more than the statement, and the error names the query anyway.
    extra: { enableKeepAlive: true, trace: false },
    ...(ssl && { ssl }),
  };
}

export async function openMysql(
  options: MysqlDataSourceOptions,
  migrate: DatabaseOptions['migrate'],
): Promise<ServiceDataSource> {
  if (migrate !== 'by-command') await runMigrations(options);
  const source = new ServiceDataSource(options);
  await reach(options, () => source.initialize());
  source.connectionUse = () => useOf((source.driver as unknown as { pool: Pool }).pool, options.poolSize!);
  try {
    if (migrate === 'by-command') await refusePendingMigrations(source);
    return source;
  } catch (error) {
    await source.close();
    throw error;
  }
}

/** mysql2 has no public counts; a test fails when these internals change. */
interface Pool {
  _allConnections: { length: number };
  _freeConnections: { length: number };
  _connectionQueue: { length: number };
}

function useOf({ _allConnections: all, _freeConnections: free, _connectionQueue: queue }: Pool, max: number) {
  return { max, open: all.length, used: all.length - free.length, waiting: queue.length };
}

async function runMigrations(options: MysqlDataSourceOptions): Promise<void> {
  const source = new ServiceDataSource({ ...options, poolSize: 2, driver: preparedMysql2() });
  await reach(options, () => source.initialize());
  try {
    const runner = source.createQueryRunner();
    const [{ locked }] = (await runner.query('SELECT GET_LOCK(DATABASE(), ?) AS locked', [
      MIGRATION_LOCK_TIMEOUT_S,
    ])) as [{ locked: number | string | null }];
    if (Number(locked) !== 1)
      throw new StoreUnavailable(`another process has held the migration lock for ${MIGRATION_LOCK_TIMEOUT_S} s`);
    await source.runMigrations();
    await runner.query('SELECT RELEASE_LOCK(DATABASE())');
    await runner.release();
  } finally {
    await source.close();
  }
}

async function prepareServer(
  server: { host: string; port: number; user: string; password: string; ssl?: MysqlTls },
  schema: string,
  migrate: DatabaseOptions['migrate'],
): Promise<'mysql' | 'mariadb'> {
  const connection = await createConnection({ ...server, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [found] = await connection.query<RowDataPacket[]>(
      `SELECT VERSION() AS version,
        (SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?) AS schemata`,
      [schema],
    );
    const { version, schemata } = found[0] as { version: string; schemata: number };
    if (Number(schemata) === 0 && migrate !== 'by-command')
      await connection.query(`CREATE DATABASE IF NOT EXISTS ${connection.escapeId(schema)} CHARACTER SET utf8mb4`);
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

const hasNoTls = (error: unknown): boolean => (error as { code?: string }).code === 'HANDSHAKE_NO_SSL_SUPPORT';

async function reach<T>(
  { host, port, database }: Pick<MysqlDataSourceOptions, 'host' | 'port' | 'database'>,
  connect: () => Promise<T>,
): Promise<T> {
  try {
    return await connect();
  } catch (error) {
    const reason = (error as Error).message;
    throw new StoreUnavailable(`cannot open the database at ${host}:${port}/${database}: ${reason}`, { cause: error });
  }
}
