import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const FOLDER = resolve('tests/contracts/pacts');

/** The checked-in pact of a consumer and a publisher. */
export const pactBetween = (consumer: string, provider: string): string => join(FOLDER, `${consumer}-${provider}.json`);

/** The pacts of a provider with these consumers' messages or requests. */
export const pactsWith = (provider: string, isWanted: (consumer: string) => boolean): string[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(`-${provider}.json`) && isWanted(name.slice(0, -`-${provider}.json`.length)))
    .map((name) => join(FOLDER, name));

/**
 * Which of the pacts that a consumer has just written are others than those that are checked in. With
 * `SUGANG_UPDATE_PACTS=true` they are checked in instead.
 */
export function changedPacts(written: string): string[] {
  return readdirSync(written).filter((name) => {
    const pact = stable(readFileSync(join(written, name), 'utf8'));
    const known = join(FOLDER, name);
    if (existsSync(known) && isDeepStrictEqual(JSON.parse(readFileSync(known, 'utf8')), pact)) return false;
    if (process.env.SUGANG_UPDATE_PACTS !== 'true') return true;
    writeFileSync(known, `${JSON.stringify(pact, null, 2)}\n`);
    return false;
  });
}

/** Without the versions of Pact's components. */
function stable(pact: string): object {
  const { metadata, ...rest } = JSON.parse(pact);
  return { ...rest, metadata: { pactSpecification: metadata.pactSpecification } };
}
