import type { z } from 'zod';
import type { Log } from '../log/log.js';

/** As many letters may differ in a name that was meant to be another. */
const MISSPELT = 3;

/** Variables of Sugang's that this process does not read, each with the name that it may have been meant to be. */
export function unknownSettings(
  schema: z.ZodType,
  env: Record<string, string | undefined>,
): { name: string; meant: string | undefined }[] {
  const known = Object.keys((schema as Partial<z.ZodObject>).shape ?? {});
  if (known.length === 0) return [];
  return Object.keys(env)
    .filter((name) => /^(SUGANG|OIDC)_/.test(name) && !known.includes(name))
    .map((name) => ({ name, meant: known.find((each) => distance(name, each) <= MISSPELT) }));
}

/** Says so. What looks like no setting of this service may well be one of another: that is worth no warning. */
export function tellUnknownSettings(log: Log, schema: z.ZodType, env: Record<string, string | undefined>): void {
  const unknown = unknownSettings(schema, env);
  for (const { name, meant } of unknown) {
    if (meant) log.warn(`${name} is not read; is ${meant} meant?`);
  }
  const others = unknown.filter(({ meant }) => !meant).map((each) => each.name);
  if (others.length > 0) log.info('settings that this service does not read', { settings: others });
}

/** How many letters must be put in, left out or exchanged to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const exchanged = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
