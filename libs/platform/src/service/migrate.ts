import { z } from 'zod';
import { Log } from '../log/log.js';
import { coreSettings, databaseSettings, type StoreSettings } from '../settings/core-settings.js';
import { createDataDirectory } from '../settings/data-directory.js';
import { InvalidSettings, loadSettings } from '../settings/settings.js';
import { EXIT_CONFIG } from './run-service.js';

/** Migration needs only the store, and none of the service's secrets. */
const migrationSettings = z.object({
  DATABASE_URL: databaseSettings.DATABASE_URL,
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
  LOG_LEVEL: coreSettings.LOG_LEVEL,
});

/** Migrates whatever `SUGANG_MIGRATIONS` is. Exits with 0, with 1 if a migration fails, or with 78 if the settings are invalid. */
export async function migrate(
  service: string,
  ...stores: ((settings: StoreSettings) => Promise<{ close(): Promise<void> }>)[]
): Promise<void> {
  try {
    const { LOG_LEVEL, ...settings } = loadSettings(migrationSettings, process.env);
    createDataDirectory(settings);
    for (const open of stores) await (await open({ ...settings, SUGANG_MIGRATIONS: 'at-start' })).close();
    Log.open({ service, level: LOG_LEVEL }).info('the schema is up to date');
  } catch (error) {
    process.stderr.write(`${service} cannot migrate: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof InvalidSettings ? EXIT_CONFIG : 1;
  }
}
