import type { PoolConnection } from 'mysql2';
import { StoreUnavailable } from '../errors.js';
import type { ServiceDataSource } from '../service-data-source.js';

/** `super_read_only` of MySQL implies `read_only`; a replica of a cloud service may have only `innodb_read_only`. */
const STATE = 'SELECT @@global.read_only AS readOnly, @@global.innodb_read_only AS engineReadOnly';

/** Closes the connection when its server is read-only, so that the next call can reach another one. @throws StoreUnavailable */
export async function assertWritable(source: ServiceDataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    const [state] = (await runner.query(STATE)) as [Record<string, unknown>];
    if (Object.values(state).every(isOff)) return;
    ((await runner.connect()) as PoolConnection).destroy();
    throw new StoreUnavailable('the database server is read-only');
  } finally {
    await runner.release();
  }
}

const isOff = (value: unknown): boolean => ['0', 'OFF'].includes(String(value));
