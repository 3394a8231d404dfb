import { MigrationExecutor, type DataSource } from 'typeorm';
import { retried } from '../retry.js';

/**
 * Brings the file up to date in one transaction, which is begun before anybody looks what is missing: replicas that start
 * together on one file migrate it once.
 */
export async function migrateSqlite(source: DataSource): Promise<void> {
  await retried(async () => {
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
}
