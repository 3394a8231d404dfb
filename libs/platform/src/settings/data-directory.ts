import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { InvalidSettings } from './load-settings.js';

/**
 * Makes a directory and those above it that are missing. Not by Node's own recursive way, which never returns where none can be
 * made, as below `/proc`. @throws when it cannot be made or written
 */
export function makeDirectory(directory: string): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) makeUnlessThere(path);
  accessSync(`${resolve(directory)}/.`, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** Makes the directory where the settings name a store that is a file. @throws InvalidSettings where that cannot be */
export function makeDataDirectoryOf(settings: { SUGANG_DATA_DIR: string }): void {
  const addresses = Object.entries(settings).filter(([name]) => name.endsWith('_URL'));
  if (!addresses.some(([, url]) => url === 'sqlite:' || url === 'in-process:')) return;
  try {
    makeDirectory(settings.SUGANG_DATA_DIR);
  } catch (error) {
    const { code = String(error) } = error as { code?: string };
    throw new InvalidSettings([`SUGANG_DATA_DIR: must be a directory that can be made and written (${code})`]);
  }
}

/** Another process may make it at the same moment. */
function makeUnlessThere(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
}
