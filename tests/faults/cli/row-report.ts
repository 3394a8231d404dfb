import type { Outcome } from '../run-row.js';

export interface RowReport {
  number: number;
  fault: string;
  required: string;
  guard: string;
  /** Runs of the small size, which CI uses. */
  runs: Outcome[];
  /** Runs at full size: longer, or with more students. */
  full?: Outcome[];
  /** Violations found without the guard; absent if the control was not run. */
  control?: { seed: number; found: string[] };
}

export interface Report {
  /** Keyed by row number. */
  rows: Record<string, RowReport>;
}
