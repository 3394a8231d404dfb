import { parseArgs } from 'node:util';
import type { InspectOptions } from '../inspect.js';

export const USAGE = `usage: npm run check-invariants -- [--wait <seconds>] [--grace <seconds>] [--allow-parked <id>]… [--json]`;

export interface Asked {
  waitMs: number;
  asJson: boolean;
  look: InspectOptions;
}

/** What the words of the command line ask for. @throws Error when they ask for nothing that is known */
export function askedBy(words: string[]): Asked {
  const { values } = parseArgs({
    args: words,
    options: {
      wait: { type: 'string', default: '0' },
      grace: { type: 'string', default: '5' },
      'allow-parked': { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
    },
  });
  const look = { allowParked: values['allow-parked'], graceMs: milliseconds('--grace', values.grace) };
  return { waitMs: milliseconds('--wait', values.wait), asJson: values.json, look };
}

function milliseconds(option: string, seconds: string): number {
  if (!/^\d+(\.\d+)?$/.test(seconds)) throw new Error(`${option} is a number of seconds, such as 120`);
  return Number(seconds) * 1000;
}
