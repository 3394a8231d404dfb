import { join } from 'node:path';
import type { FailAction } from '../lab/options.js';
import type { FailPoint, Guard } from './names.js';

/** Given to a built service by `--import`, it puts its fail points and guards under orders. */
export const PRELOAD = join(import.meta.dirname, 'index.mjs');

export interface Faults {
  armed?: { point: FailPoint; action: FailAction; when?: When }[];
  weakened?: Guard[];
  skewMs?: number;
}

/** From the (`after` + 1)-th time on that the process comes by, `times` times. */
export interface When {
  after?: number;
  times?: number;
}

/** The variable by which a process has its faults from its start on. */
export const faultsAtStart = (faults: Faults): { FAULTS: string } => ({ FAULTS: JSON.stringify(faults) });
