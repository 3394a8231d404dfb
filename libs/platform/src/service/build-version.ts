import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of this build, from the package.json above the running file; `unknown` without one. */
export const buildVersion: string = versionAbove(import.meta.dirname);

function versionAbove(folder: string): string {
  const file = join(folder, 'package.json');
  const { name, version } = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as Record<string, string>;
  if (name === 'sugang' && version !== undefined) return version;
  const above = dirname(folder);
  return above === folder ? 'unknown' : versionAbove(above);
}
