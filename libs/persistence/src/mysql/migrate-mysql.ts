import type { DataSource } from 'typeorm';
import { StoreUnavailable } from '../errors.js';

const MIGRATION_LOCK_WAIT_S = 60;

/**
 * Runs the pending migrations over connections of their own, which know no deadline; of all who open one schema at the
 * same time, replicas or the stores of one service, one at a time does it. Closing gives the lock back.
 */
export async function migrateMysql(source: DataSource): Promise<void> {
  try {
    const runner = source.createQueryRunner();
    const [answer] = (await runner.query('SELECT GET_LOCK(DATABASE(), ?) AS locked', [MIGRATION_LOCK_WAIT_S])) as [
      { locked: number | string | null },
    ];
    if (Number(answer.locked) !== 1)
      throw new StoreUnavailable('another process has migrated this schema for too long');
    await source.runMigrations();
    await runner.query('SELECT RELEASE_LOCK(DATABASE())');
    await runner.release();
  } finally {
    await source.destroy();
  }
}
