import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { processNames } from '#contracts';
import type { z } from 'zod';

export type SettingsSchema = z.ZodObject<z.ZodRawShape>;

/** The settings schema of every service by name: of the class (or the schema itself) that `settings.ts` exports. */
export async function serviceSettings(): Promise<Record<string, SettingsSchema>> {
  const found: Record<string, SettingsSchema> = {};
  for (const service of processNames) {
    const file = resolve(`apps/${service}/src/settings.ts`);
    if (!existsSync(file)) continue;
    const exported = Object.entries((await import(pathToFileURL(file).href)) as Record<string, unknown>);
    const [, settings] = exported.find(([name]) => /^[a-z]+Settings$/i.test(name))!;
    found[service] = (settings as { schema?: SettingsSchema }).schema ?? (settings as SettingsSchema);
  }
  return found;
}
