import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Opens a pool to one schema of a MySQL or MariaDB server and makes the schema when it is missing.
 * @throws StoreUnavailable when the server cannot be reached or refuses the user
 */
export async function openMysql(options: DatabaseOptions): Promise<DataSource> {
  const { server, schema, type } = address(options);
  const source = new DataSource({
    type,
    ...server,
    username: server.user,
    database: schema,
    charset: 'utf8mb4',
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
  try {
    await makeSchema(server, schema);
    return await source.initialize();
  } catch (error) {
    const where = `${server.host}:${server.port}/${schema}`;
    throw new StoreUnavailable(`cannot open ${type} at ${where}: ${(error as Error).message}`, { cause: error });
  }
}

/** Connections of the pool, 10 by default; at least two, because the migration lock holds one of them. */
export const poolSizeOf = ({ poolSize = 10 }: DatabaseOptions): number => Math.max(2, poolSize);

type Server = { host: string; port: number; user: string; password: string };

function address({ url, service }: DatabaseOptions): { server: Server; schema: string; type: 'mysql' | 'mariadb' } {
  const parsed = new URL(url);
  return {
    type: parsed.protocol === 'mariadb:' ? 'mariadb' : 'mysql',
    schema: decodeURIComponent(parsed.pathname.slice(1)) || `sugang_${service}`,
    server: {
      host: parsed.hostname || 'localhost',
      port: Number(parsed.port || 3306),
      user: decodeURIComponent(parsed.username) || 'root',
      password: decodeURIComponent(parsed.password),
    },
  };
}

async function makeSchema(server: Server, schema: string): Promise<void> {
  const connection = await createConnection({ ...server, connectTimeout: CONNECT_TIMEOUT_MS });
  try {
    const [found] = await connection.query('SELECT 1 FROM information_schema.schemata WHERE schema_name = ?', [schema]);
    if ((found as unknown[]).length > 0) return;
    await connection.query(`CREATE DATABASE IF NOT EXISTS ${connection.escapeId(schema)} CHARACTER SET utf8mb4`);
  } finally {
    await connection.end();
  }
}

const MIGRATION_LOCK_WAIT_S = 60;

/** Runs the pending migrations; of several replicas that start together, one at a time does it. */
export async function migrateMysql(source: DataSource, service: string): Promise<void> {
  const runner = source.createQueryRunner();
  const lock = `sugang_${service}_migrations`;
  try {
    const [answer] = (await runner.query('SELECT GET_LOCK(?, ?) AS locked', [lock, MIGRATION_LOCK_WAIT_S])) as [
      { locked: number | string | null },
    ];
    if (Number(answer.locked) !== 1) throw new StoreUnavailable(`another replica has held ${lock} for too long`);
    await source.runMigrations();
    await runner.query('SELECT RELEASE_LOCK(?)', [lock]);
  } finally {
    await runner.release();
  }
}
