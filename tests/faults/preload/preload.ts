import { join } from 'node:path';
import type { FailAction } from '../lab/options.js';
import type { FailPoint, Guard } from './names.js';

/** Loaded into a built service with `--import`; lets the test control its fail points and guards. */
export const PRELOAD = join(import.meta.dirname, 'index.mjs');

export interface Faults {
  armed?: { point: FailPoint; action: FailAction; when?: When }[];
  disabledGuards?: Guard[];
  skewMs?: number;
  storeSkewMs?: number;
}

/** Applies from pass number `after` + 1 on, `times` times. */
export interface When {
  after?: number;
  times?: number;
}

/** Environment variable with the faults that apply from the start of the process. */
export const faultsAtStart = (faults: Faults): { FAULTS: string } => ({ FAULTS: JSON.stringify(faults) });
