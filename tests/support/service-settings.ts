import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { servicePorts } from '#contracts';
import type { z } from 'zod';

export type SettingsSchema = z.ZodObject<z.ZodRawShape>;

/** The settings schema of every service by name. */
export async function serviceSettings(): Promise<Record<string, SettingsSchema>> {
  const found: Record<string, SettingsSchema> = {};
  for (const service of Object.keys(servicePorts)) {
    const file = resolve(`apps/${service}/src/settings.ts`);
    if (!existsSync(file)) continue;
    const exported = (await import(pathToFileURL(file).href)) as Record<string, SettingsSchema>;
    found[service] = exported[`${service === 'mypage' ? 'myPage' : service}Settings`]!;
  }
  return found;
}
