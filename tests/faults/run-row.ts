import { SeededRandom } from './seeded-random.js';
import { Lab, type LabOptions, type Size } from './lab/lab.js';
import type { Servers } from './lab/server-controls.js';
import { RequirementNotMet, type Recovery, type Row } from './row.js';

/** The outcome of one run. */
export interface Outcome {
  seed: number;
  /** Violations as sentences; the run is green without any. */
  broken: string[];
  events: string[];
  recovery?: Recovery;
  tookMs: number;
}

/** At most one running lab, reused for rows with equal options. */
export class Labs {
  private current: { key: string; lab: Lab; isBroken: boolean } | undefined;

  constructor(
    private readonly servers: Servers,
    private readonly size: Size,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** A lab with intact stores. */
  async like(options: LabOptions): Promise<Lab> {
    const key = JSON.stringify(options);
    if (this.current?.key === key && !this.current.isBroken) return this.current.lab;
    await this.close();
    const from = performance.now();
    const lab = await Lab.open(this.servers, options, this.size);
    this.say(`a lab is open after ${seconds(from)} s ${key}`);
    this.current = { key, lab, isBroken: false };
    return lab;
  }

  /** A lab for controls, whose stores may be broken: earlier violations are not reported again. */
  async toBreak(options: LabOptions): Promise<Lab> {
    if (this.current?.key === JSON.stringify(options) && this.current.isBroken) {
      await this.current.lab.passOverWhatIsBroken();
      return this.current.lab;
    }
    const lab = await this.like(options);
    this.current!.isBroken = true;
    return lab;
  }

  /** Stops the lab; the next row gets a new one. */
  async close(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.lab.close();
  }
}

/** One run of a row, quiesced and checked; a red run stops its lab. */
export async function runRow(row: Row, seed: number, labs: Labs): Promise<Outcome> {
  const from = performance.now();
  const outcome: Outcome = { seed, broken: [], events: [], tookMs: 0 };
  try {
    const lab = await labs.like(row.lab);
    lab.newRun();
    Object.assign(outcome, await row.run(lab, new SeededRandom(seed)));
    await lab.quiesce();
    outcome.broken = await lab.check();
  } catch (error) {
    outcome.broken.push(error instanceof RequirementNotMet ? error.message : String((error as Error).stack ?? error));
  }
  outcome.tookMs = Math.round(performance.now() - from);
  if (outcome.broken.length > 0) await labs.close();
  return outcome;
}

/** The row without its guard; returns the violations. None means that the control failed. */
export async function runControl(row: Row, seed: number, labs: Labs): Promise<string[]> {
  const lab = await labs.toBreak(row.controlLab ?? row.lab);
  lab.newRun();
  try {
    return await row.control(lab, new SeededRandom(seed));
  } catch (error) {
    if (error instanceof RequirementNotMet) return [error.message];
    await labs.close();
    throw error;
  }
}

export const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);
