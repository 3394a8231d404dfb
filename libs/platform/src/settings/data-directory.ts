import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeDirectoryPrivate } from '#persistence/files';
import { InvalidSettings } from './settings.js';

/** Only its owner may use it. Node's own recursive mkdir never returns below `/proc`. @throws Error if the directory cannot be created or written */
export function createDirectory(directory: string): void {
  const missing: string[] = [];
  for (let path = resolve(directory); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) createUnlessPresent(path);
  makeDirectoryPrivate(resolve(directory));
  accessSync(`${resolve(directory)}/.`, constants.R_OK | constants.W_OK | constants.X_OK);
}

/** Creates `SUGANG_DATA_DIR` if the settings use an embedded store. @throws InvalidSettings if that fails */
export function createDataDirectory(settings: { SUGANG_DATA_DIR: string }): void {
  const addresses = Object.entries(settings).filter(([name]) => name.endsWith('_URL'));
  if (!addresses.some(([, url]) => url === 'sqlite:' || url === 'in-process:')) return;
  try {
    createDirectory(settings.SUGANG_DATA_DIR);
  } catch (error) {
    const { code = String(error) } = error as { code?: string };
    throw new InvalidSettings([`SUGANG_DATA_DIR: must be a directory that can be created and written (${code})`]);
  }
}

function createUnlessPresent(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
}
