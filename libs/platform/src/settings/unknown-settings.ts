import type { z } from 'zod';
import type { Log } from '../log/log.js';

const MAX_DISTANCE = 3;

/** Sugang's variables that this process does not read, each with the setting that may have been intended. */
export function unknownSettings(
  schema: z.ZodType,
  env: Record<string, string | undefined>,
): { name: string; intended: string | undefined }[] {
  const known = Object.keys((schema as Partial<z.ZodObject>).shape ?? {});
  if (known.length === 0) return [];
  return Object.keys(env)
    .filter((name) => /^(SUGANG|OIDC)_/.test(name) && !known.includes(name))
    .map((name) => ({ name, intended: known.find((each) => distance(name, each) <= MAX_DISTANCE) }));
}

/** Warns about misspelled settings. Others may belong to another service and are only logged. */
export function warnAboutUnknownSettings(log: Log, schema: z.ZodType, env: Record<string, string | undefined>): void {
  const unknown = unknownSettings(schema, env);
  for (const { name, intended } of unknown) {
    if (intended) log.warn(`unknown setting ${name}; did you mean ${intended}?`);
  }
  const others = unknown.filter(({ intended }) => !intended).map((each) => each.name);
  if (others.length > 0) log.info('ignoring settings of other services', { settings: others });
}

/** Levenshtein distance. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
