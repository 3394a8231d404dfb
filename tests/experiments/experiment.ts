import type { Lab } from '../faults/lab/lab.js';
import type { LabOptions } from '../faults/lab/options.js';
import type { Chart } from './chart.js';

/** One question about the running system, asked on processes of their own with real servers. */
export interface Experiment {
  /** As it is called on the command line, and its page under `docs/experiments/`. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  run(stage: Stage): Promise<Finding>;
}

/** What an experiment works with. */
export interface Stage {
  /** A running Sugang; the one before it is checked (invariants) and ended first. */
  open(options: LabOptions): Promise<Lab>;
  /** As `open`, for one that is meant to fail: nothing of it is checked. */
  openUnguarded(options: LabOptions): Promise<Lab>;
  /** Says on the terminal how far it is. */
  report(line: string): void;
}

/** What came out. */
export interface Finding {
  /** What was done, in order. */
  readonly done: string[];
  readonly measurements: Measurement[];
  readonly charts: Chart[];
}

export interface Measurement {
  readonly what: string;
  readonly here: string;
  /** The value of the original system, where it has one. */
  readonly original?: string;
}

export const percent = (part: number, whole: number): string =>
  whole === 0 ? 'of none' : `${((part / whole) * 100).toFixed(2)} %`;
