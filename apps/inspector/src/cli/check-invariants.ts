import { InvalidSettings, loadSettings } from '#platform';
import { inspectAtRest } from '../at-rest.js';
import { CouldNotLook, isBroken } from '../inspect.js';
import { addressesOf, inspectorSettings } from '../settings.js';
import { askedBy, USAGE, type Asked } from './options.js';
import { report } from './report.js';

export const EXIT = { holds: 0, broken: 1, couldNotLook: 2 } as const;

/** Where the command is called. */
export interface Caller {
  words: string[];
  env: Record<string, string | undefined>;
  say: (text: string) => void;
  complain: (text: string) => void;
}

/** Looks at what the environment names, tells what was found, and answers the exit code. */
export async function checkInvariants({ words, env, say, complain }: Caller): Promise<number> {
  let asked: Asked;
  try {
    asked = askedBy(words);
  } catch (error) {
    complain(`${(error as Error).message}\n${USAGE}`);
    return EXIT.couldNotLook;
  }
  try {
    const addresses = addressesOf(loadSettings(inspectorSettings, env));
    const findings = await inspectAtRest(addresses, asked.look, asked.waitMs);
    say(asked.asJson ? JSON.stringify({ holds: !findings.some(isBroken), findings }, null, 2) : report(findings));
    return findings.some(isBroken) ? EXIT.broken : EXIT.holds;
  } catch (error) {
    if (!(error instanceof CouldNotLook || error instanceof InvalidSettings)) throw error;
    complain(error.message);
    return EXIT.couldNotLook;
  }
}
