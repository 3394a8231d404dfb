import type { Outcome } from '../run-row.js';

export interface RowReport {
  number: number;
  fault: string;
  required: string;
  guard: string;
  size: string;
  runs: Outcome[];
  /** What the checker found with the guard switched off; absent where the control was not run. */
  control?: { seed: number; found: string[] };
}

export interface Report {
  /** By the number of the row. */
  rows: Record<string, RowReport>;
}
