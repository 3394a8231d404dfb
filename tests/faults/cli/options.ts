import { parseArgs } from 'node:util';
import type { Size } from '../lab/lab.js';

/** Options of the command line. */
export interface ChaosOptions {
  rows: 'all' | 'soak' | number[];
  runs: number;
  /** Seed of the first run; later runs count up from it. */
  seed: number;
  size: Size;
  minutes: number;
  controls: boolean;
}

export const USAGE = `npm run chaos -- <row …|all|soak> [--runs N] [--seed S] [--size ci|full] [--minutes M] [--no-controls]`;

const wholeNumber = (text: string, what: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`${what} must be a whole number, not ${text}`);
  return Number(text);
};

/** @throws Error naming the invalid argument */
export function parseOptions(args: string[]): ChaosOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '1' },
      seed: { type: 'string' },
      size: { type: 'string', default: 'ci' },
      minutes: { type: 'string', default: '3' },
      'no-controls': { type: 'boolean', default: false },
    },
  });
  const { size } = values;
  if (size !== 'ci' && size !== 'full') throw new Error(`--size is ci or full, not ${size}`);
  return {
    rows: rowsOf(positionals),
    runs: wholeNumber(values.runs, '--runs'),
    seed: values.seed === undefined ? freshSeed() : wholeNumber(values.seed, '--seed'),
    size,
    minutes: wholeNumber(values.minutes, '--minutes'),
    controls: !values['no-controls'],
  };
}

function rowsOf(names: string[]): ChaosOptions['rows'] {
  if (names.length === 0) throw new Error('name a row, several, all, or soak');
  if (names[0] === 'all' || names[0] === 'soak') return names[0];
  return names.map((name) => wholeNumber(name, 'a row'));
}

/** Random, and short enough to type. */
export const freshSeed = (): number => Math.floor(Math.random() * 900_000) + 100_000;
