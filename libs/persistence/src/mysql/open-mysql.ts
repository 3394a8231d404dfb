import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Opens a pool to one schema of a MySQL or MariaDB server and makes the schema when it is missing.
 * @throws StoreUnavailable when the server cannot be reached or refuses the user
 */
export async function openMysql(options: DatabaseOptions): Promise<DataSource> {
  const { server, schema } = address(options);
  const where = `${server.host}:${server.port}/${schema}`;
  try {
    const type = await makeSchema(server, schema);
    return await sourceOf(options, type).initialize();
  } catch (error) {
    throw new StoreUnavailable(`cannot open the database at ${where}: ${(error as Error).message}`, { cause: error });
  }
}

function sourceOf(options: DatabaseOptions, type: ServerType): DataSource {
  const { server, schema } = address(options);
  return new DataSource({
    type,
    ...server,
    username: server.user,
    database: schema,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: poolSizeOf(options),
    extra: { enableKeepAlive: true },
    isolationLevel: 'READ COMMITTED',
    entities: options.entities,
    migrations: options.migrations,
    migrationsTransactionMode: 'none',
  });
}

/** Connections of the pool, 10 by default; at least two, because the migration lock holds one of them. */
export const poolSizeOf = ({ poolSize = 10 }: DatabaseOptions): number => Math.max(2, poolSize);

type Server = { host: string; port: number; user: string; password: string };

type ServerType = 'mysql' | 'mariadb';

function address({ url, service }: DatabaseOptions): { server: Server; schema: string } {
  const parsed = new URL(url);
  return {
    schema: decodeURIComponent(parsed.pathname.slice(1)) || `sugang_${service}`,
    server: {
      host: parsed.hostname || 'localhost',
      port: Number(parsed.port || 3306),
      user: decodeURIComponent(parsed.username) || 'root',
      password: decodeURIComponent(parsed.password),
    },
  };
}

/** Makes the schema when it is missing, and tells which of the two the server is: either answers to either URL. */
async function makeSchema(server: Server, schema: string): Promise<ServerType> {
  const connection = await createConnection({ ...server, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [found] = await connection.query<RowDataPacket[]>(
      `SELECT VERSION() AS version,
        (SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = ?) AS schemata`,
      [schema],
    );
    const { version, schemata } = found[0] as { version: string; schemata: number };
    if (Number(schemata) === 0)
      await connection.query(`CREATE DATABASE IF NOT EXISTS ${connection.escapeId(schema)} CHARACTER SET utf8mb4`);
    return /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  } finally {
    await connection.end();
  }
}

const MIGRATION_LOCK_WAIT_S = 60;

/**
 * Runs the pending migrations; of all who open one schema at the same time, replicas or the stores of one service, one at
 * a time does it. A failure closes the connections, and that gives the lock back.
 */
export async function migrateMysql(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    const [answer] = (await runner.query('SELECT GET_LOCK(DATABASE(), ?) AS locked', [MIGRATION_LOCK_WAIT_S])) as [
      { locked: number | string | null },
    ];
    if (Number(answer.locked) !== 1)
      throw new StoreUnavailable('another process has migrated this schema for too long');
    await source.runMigrations();
    await runner.query('SELECT RELEASE_LOCK(DATABASE())');
    await runner.release();
  } catch (error) {
    await source.destroy();
    throw error;
  }
}
