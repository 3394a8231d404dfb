import { Chance } from './chance.js';
import { Lab, type LabOptions, type Size } from './lab/lab.js';
import type { Servers } from './lab/server-controls.js';
import { Unmet, type Recovery, type Row } from './row.js';

/** What became of one run. */
export interface Outcome {
  seed: number;
  /** Why it is red, each as a sentence; green where there is none. */
  broken: string[];
  events: string[];
  recovery?: Recovery;
  tookMs: number;
}

/** Labs by their options: at most one at a time, reused where the next one is to be equal. */
export class Labs {
  private current: { key: string; lab: Lab; isBroken: boolean } | undefined;

  constructor(
    private readonly servers: Servers,
    private readonly size: Size,
    private readonly say: (line: string) => void = () => undefined,
  ) {}

  /** A lab whose stores are whole. */
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

  /** A lab that may be broken: what earlier controls have broken is not reported again. */
  async toBreak(options: LabOptions): Promise<Lab> {
    if (this.current?.key === JSON.stringify(options) && this.current.isBroken) {
      await this.current.lab.passOverWhatIsBroken();
      return this.current.lab;
    }
    const lab = await this.like(options);
    this.current!.isBroken = true;
    return lab;
  }

  /** Ends the lab: what comes next gets a new one. */
  async close(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.lab.close();
  }
}

/** One run of a row, quiesced and checked; a red one leaves no lab behind. */
export async function runRow(row: Row, seed: number, labs: Labs): Promise<Outcome> {
  const from = performance.now();
  const outcome: Outcome = { seed, broken: [], events: [], tookMs: 0 };
  try {
    const lab = await labs.like(row.lab);
    lab.newRun();
    Object.assign(outcome, await row.run(lab, new Chance(seed)));
    await lab.quiesce();
    outcome.broken = await lab.check();
  } catch (error) {
    outcome.broken.push(error instanceof Unmet ? error.message : String((error as Error).stack ?? error));
  }
  outcome.tookMs = Math.round(performance.now() - from);
  if (outcome.broken.length > 0) await labs.close();
  return outcome;
}

/** The row without its guard; answers what was found broken: nothing means that the control failed. */
export async function runControl(row: Row, seed: number, labs: Labs): Promise<string[]> {
  const lab = await labs.toBreak(row.controlLab ?? row.lab);
  lab.newRun();
  try {
    return await row.control(lab, new Chance(seed));
  } catch (error) {
    if (error instanceof Unmet) return [error.message];
    await labs.close();
    throw error;
  }
}

export const seconds = (from: number): string => ((performance.now() - from) / 1000).toFixed(1);
