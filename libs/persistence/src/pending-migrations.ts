import type { DataSource } from 'typeorm';
import type { MigrationClass } from './database-options.js';
import { MigrationsPending } from './errors.js';

/**
 * Closes the store again when it refuses. Migrations of a newer version, which this code does not know, are no obstacle: they only expand what is there.
 * @throws MigrationsPending unless every migration of this code has run
 */
export async function refusePendingMigrations(source: DataSource, migrations: MigrationClass[]): Promise<void> {
  try {
    const done = await migrationsDone(source);
    const pending = migrations.map(({ name }) => name).filter((name) => !done.has(name));
    if (pending.length > 0) throw new MigrationsPending(pending);
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

async function migrationsDone(source: DataSource): Promise<Set<string>> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return new Set();
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    return new Set(rows.map(({ name }) => name));
  } finally {
    await runner.release();
  }
}
