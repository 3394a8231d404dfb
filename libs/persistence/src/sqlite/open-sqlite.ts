import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import type { DatabaseOptions } from '../database-options.js';
import { StoreUnavailable } from '../errors.js';
import { PlainDataSource } from '../plain/plain.data-source.js';
import { SqliteConnection } from './connection.js';
import { Mutex } from './mutex.js';
import { SerialQueryRunner } from './serial-query-runner.js';

const WAIT_FOR_TURN_MS = 10_000;
/** How long the file's other processes may keep it locked; the wait blocks this process, so it is short and retried. */
const BUSY_TIMEOUT_MS = 500;

/**
 * Opens `<dataDir>/<service>.sqlite` in WAL with synchronous=FULL, so that a commit survives a kill and a power cut.
 * @throws StoreUnavailable when the directory or the file cannot be used
 */
export async function openSqlite(options: DatabaseOptions): Promise<DataSource> {
  const file = join(options.dataDir, `${options.service}.sqlite`);
  const source = new PlainDataSource({
    type: 'better-sqlite3',
    driver: SqliteConnection,
    database: file,
    entities: options.entities,
    migrations: options.migrations,
    statementCacheSize: 0,
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = FULL');
    },
  });
  const driver = source.driver as BetterSqlite3Driver;
  driver.supportedDataTypes.push('char', 'mediumtext');
  driver.withLengthColumnTypes.push('char');
  const mutex = new Mutex(WAIT_FOR_TURN_MS);
  driver.createQueryRunner = () => new SerialQueryRunner(driver, mutex);
  try {
    mkdirSync(options.dataDir, { recursive: true });
    return await source.initialize();
  } catch (error) {
    throw new StoreUnavailable(`cannot open ${file}: ${(error as Error).message}`, { cause: error });
  }
}
