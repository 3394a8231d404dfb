import { z } from 'zod';
import { Log } from '../log/log.js';
import { coreSettings, databaseSettings, type StoreSettings } from '../settings/core-settings.js';
import { makeDataDirectoryOf } from '../settings/data-directory.js';
import { InvalidSettings, loadSettings } from '../settings/load-settings.js';
import { EXIT_CONFIG } from './run-service.js';

/** No secret of the service is asked for: whoever migrates needs the store only. */
const migrationSettings = z.object({
  DATABASE_URL: databaseSettings.DATABASE_URL,
  SUGANG_DATA_DIR: coreSettings.SUGANG_DATA_DIR,
  LOG_LEVEL: coreSettings.LOG_LEVEL,
});

/**
 * The migrate command of a service process: brings the schemas of its stores up to date, whatever `SUGANG_MIGRATIONS`
 * says, and ends with 0, 1 when one cannot be, or 78 when the settings are invalid. To run it again changes nothing.
 */
export async function migrate(
  service: string,
  ...stores: ((settings: StoreSettings) => Promise<{ close(): Promise<void> }>)[]
): Promise<void> {
  try {
    const { LOG_LEVEL, ...settings } = loadSettings(migrationSettings, process.env);
    makeDataDirectoryOf(settings);
    for (const open of stores) await (await open({ ...settings, SUGANG_MIGRATIONS: 'at-start' })).close();
    Log.open({ service, level: LOG_LEVEL }).info('the schema is up to date');
  } catch (error) {
    process.stderr.write(`${service} cannot migrate: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof InvalidSettings ? EXIT_CONFIG : 1;
  }
}
