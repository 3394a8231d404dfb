import type { Lab } from '../faults/lab/lab.js';
import type { LabOptions } from '../faults/lab/options.js';
import type { Chart } from './chart.js';

/** One question about the running system, answered with separate processes and real servers. */
export interface Experiment {
  /** Its name on the command line and of its page under `docs/experiments/`. */
  readonly name: string;
  readonly title: string;
  readonly question: string;
  run(stage: Stage): Promise<Finding>;
}

/** What an experiment works with. */
export interface Stage {
  /** Starts a system; the previous one is checked (invariants) and stopped first. */
  open(options: LabOptions): Promise<Lab>;
  /** Like `open`, for a system that is expected to fail: no check. */
  openUnguarded(options: LabOptions): Promise<Lab>;
  /** Prints progress. */
  report(line: string): void;
}

/** The result. */
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
