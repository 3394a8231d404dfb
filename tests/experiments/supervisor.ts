import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { load } from 'js-yaml';
import type { LabService } from '../faults/lab/lab-service.js';

/** A liveness probe as the chart configures it. */
export interface Probe {
  periodSeconds: number;
  timeoutSeconds: number;
  failureThreshold: number;
}

const CHART = resolve(import.meta.dirname, '../../helm/sugang');

/** The liveness probe that a values file of the chart gives every service. */
export function livenessOf(file: string): Probe {
  const values = load(readFileSync(join(CHART, file), 'utf8')) as { defaults: { probes: { liveness: Probe } } };
  return values.defaults.probes.liveness;
}

/** Does what a kubelet does for one service: probes liveness, and restarts it after a number of consecutive failures. */
export class Supervisor {
  /** Failed probes in a row before each restart. */
  readonly restarts: number[] = [];
  private stopped = false;
  private readonly watching: Promise<void>;

  constructor(
    private readonly service: LabService,
    private readonly probe: Probe,
  ) {
    this.watching = this.watch();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.watching;
  }

  private async watch(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      await pause(this.probe.periodSeconds * 1000);
      failures = (await this.lives()) ? 0 : failures + 1;
      if (failures < this.probe.failureThreshold) continue;
      this.restarts.push(failures);
      failures = 0;
      await this.service.kill();
      await this.service.start();
    }
  }

  private async lives(): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(this.probe.timeoutSeconds * 1000);
      return (await fetch(`${this.service.url}/health/live`, { signal })).ok;
    } catch {
      return false; // No answer in time: that is what is counted.
    }
  }
}
