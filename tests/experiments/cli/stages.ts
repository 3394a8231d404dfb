import { Lab } from '../../faults/lab/lab.js';
import type { LabOptions } from '../../faults/lab/options.js';
import type { Servers } from '../../faults/lab/server-controls.js';
import type { Stage } from '../experiment.js';

/** The labs of one experiment, one at a time; each is quiesced and checked before it stops. */
export class Stages implements Stage {
  readonly broken: string[] = [];
  checked = 0;
  private current: { lab: Lab; isGuarded: boolean } | undefined;

  constructor(
    private readonly servers: Servers,
    readonly report: (line: string) => void,
  ) {}

  open(options: LabOptions): Promise<Lab> {
    return this.next(options, true);
  }

  openUnguarded(options: LabOptions): Promise<Lab> {
    return this.next(options, false);
  }

  /** Checks the last one. */
  async finish(): Promise<void> {
    const { current } = this;
    if (!current) return;
    if (current.isGuarded) {
      this.report('waiting until all queues are empty; checking the invariants ...');
      await current.lab.quiesce();
      this.broken.push(...(await current.lab.check()));
      this.checked += 1;
    }
    await this.close();
  }

  /** Stops the current lab without a check. */
  async close(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    await current?.lab.close();
  }

  private async next(options: LabOptions, isGuarded: boolean): Promise<Lab> {
    await this.finish();
    this.report('starting the services ...');
    const lab = await Lab.open(this.servers, options);
    this.current = { lab, isGuarded };
    return lab;
  }
}
