import type { Log } from '../log/log.js';
import { withTimeout } from '../time/with-timeout.js';

/** What is drained, in this order: consumers, work in progress, the outbox relay, broker connections, stores. */
export const shutdownPhases = ['consume', 'work', 'relay', 'broker', 'store'] as const;
export type ShutdownPhase = (typeof shutdownPhases)[number];

const STEPS = ['consume', 'requests', 'work', 'relay', 'broker', 'app', 'store'] as const;
export type ShutdownStep = (typeof STEPS)[number];

export interface Drains {
  drain(): Promise<void>;
}

/** Drains phase after phase within one time budget, which reserves a minimum share for every later step. */
export class Shutdown {
  private readonly parts = new Map<ShutdownPhase, Drains[]>();
  private readonly begun = new AbortController();
  private endsAt: number | undefined;

  constructor(
    private readonly log: Log,
    private readonly budgetMs = 12_000,
  ) {}

  /** Aborted when the shutdown begins: close open streams, accept no new work. */
  get signal(): AbortSignal {
    return this.begun.signal;
  }

  get hasBegun(): boolean {
    return this.begun.signal.aborted;
  }

  add(phase: ShutdownPhase, part: Drains): void {
    this.parts.set(phase, [...(this.parts.get(phase) ?? []), part]);
  }

  begin(): void {
    this.begun.abort();
  }

  timeoutFor(step: ShutdownStep): number {
    this.endsAt ??= performance.now() + this.budgetMs;
    const share = this.budgetMs / (2 * STEPS.length);
    const after = STEPS.length - 1 - STEPS.indexOf(step);
    return Math.max(share, this.endsAt - performance.now() - share * after);
  }

  /** Drains the parts of one phase concurrently; a failure or timeout is logged, not thrown. */
  async run(phase: ShutdownPhase): Promise<void> {
    const parts = this.parts.get(phase) ?? [];
    this.parts.delete(phase);
    const ms = this.timeoutFor(phase);
    await Promise.all(parts.map((part) => this.drain(phase, part.constructor.name, () => part.drain(), ms)));
  }

  async within(step: ShutdownStep, work: () => Promise<void>): Promise<void> {
    await this.drain(step, step, work, this.timeoutFor(step));
  }

  private async drain(phase: ShutdownStep, part: string, work: () => Promise<void>, ms: number): Promise<void> {
    try {
      await withTimeout(work(), ms, `not drained after ${Math.round(ms)} ms`);
    } catch (error) {
      this.log.error('a part of the service was not shut down cleanly', { phase, part, error });
    }
  }
}
