import type { SeededRandom } from './seeded-random.js';
import type { Lab, LabOptions } from './lab/lab.js';

/** One row of the fault matrix: what is done to the system, and what it must still do. */
export interface Row {
  readonly number: number;
  readonly fault: string;
  /** The required behavior, in one sentence. */
  readonly required: string;
  /** The guard that the control disables, in words. */
  readonly guard: string;
  /** Rows with equal options share one running lab. */
  readonly lab: LabOptions;
  /** Lab options of the control, if they differ. A control always gets its own lab, because it leaves broken stores. */
  readonly controlLab?: LabOptions;
  /**
   * Injects the fault, checks that the required behavior holds, and restores the system. The runner then quiesces and checks every invariant.
   * @throws RequirementNotMet with a sentence about what did not hold
   */
  run(lab: Lab, random: SeededRandom): Promise<Seen>;
  /** The same scenario without the guard; returns what was found broken. If nothing is found, the control has failed. */
  control(lab: Lab, random: SeededRandom): Promise<string[]>;
}

/** What a run adds to its report. */
export interface Seen {
  /** What happened, in order. */
  events: string[];
  recovery?: Recovery;
}

/** Recovery after the end of the fault. */
export interface Recovery {
  /** Seconds until throughput recovered; at most 30. */
  withinS: number;
  /** Throughput after, as a ratio of that before; at least 0.95. */
  throughput: number;
  /** 99th percentile during the fault, in milliseconds. */
  p99During?: number;
}

export { required, RequirementNotMet } from './requirement-not-met.js';
