import type { Outcome } from '../run-row.js';

export interface RowReport {
  number: number;
  fault: string;
  required: string;
  guard: string;
  /** In the small size, which fits into CI. */
  runs: Outcome[];
  /** At full size: longer, or with more people. */
  full?: Outcome[];
  /** What the checker found with the guard switched off; absent where the control was not run. */
  control?: { seed: number; found: string[] };
}

export interface Report {
  /** By the number of the row. */
  rows: Record<string, RowReport>;
}
