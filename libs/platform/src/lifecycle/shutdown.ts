import type { Log } from '../log/log.js';

/** What is stopped, in this order: consumers, work under way, the outbox's relay, broker connections, stores. */
export const shutdownPhases = ['consume', 'work', 'relay', 'broker', 'store'] as const;
export type ShutdownPhase = (typeof shutdownPhases)[number];

/** The whole way of one service to its rest: besides the phases, what it does itself in between. */
const STEPS = ['consume', 'requests', 'work', 'relay', 'broker', 'app', 'store'] as const;
export type ShutdownStep = (typeof STEPS)[number];

/** Something that must come to rest before the process ends. */
export interface Drains {
  /** Resolves once nothing of it is under way any more. */
  drain(): Promise<void>;
}

/**
 * Brings the parts of one service to rest, phase after phase, all of them together within one budget: each may take what is
 * left of it but for a share for every step after it, so that a part that hangs costs time and never the end of the others.
 */
export class Shutdown {
  private readonly parts = new Map<ShutdownPhase, Drains[]>();
  private readonly begun = new AbortController();
  private endsAt: number | undefined;

  constructor(
    private readonly log: Log,
    private readonly budgetMs = 12_000,
  ) {}

  /** Aborted when the service begins to shut down: close open streams, accept nothing new. */
  get signal(): AbortSignal {
    return this.begun.signal;
  }

  get hasBegun(): boolean {
    return this.begun.signal.aborted;
  }

  /** Registers `part` to be drained in `phase`. */
  add(phase: ShutdownPhase, part: Drains): void {
    this.parts.set(phase, [...(this.parts.get(phase) ?? []), part]);
  }

  /** Tells everybody that the service is about to stop; nothing is drained yet. */
  begin(): void {
    this.begun.abort();
  }

  /** Milliseconds that a step may take now; the budget begins to run when it is first asked for. */
  patienceFor(step: ShutdownStep): number {
    this.endsAt ??= performance.now() + this.budgetMs;
    const share = this.budgetMs / (2 * STEPS.length);
    const after = STEPS.length - 1 - STEPS.indexOf(step);
    return Math.max(share, this.endsAt - performance.now() - share * after);
  }

  /** Drains the parts of one phase side by side; a failure or a missed deadline is logged, never thrown. */
  async run(phase: ShutdownPhase): Promise<void> {
    const parts = this.parts.get(phase) ?? [];
    this.parts.delete(phase);
    const patienceMs = this.patienceFor(phase);
    await Promise.all(parts.map((part) => this.rest(phase, part.constructor.name, () => part.drain(), patienceMs)));
  }

  /** Waits for one step of the service itself, as for a part. */
  async within(step: ShutdownStep, work: () => Promise<void>): Promise<void> {
    await this.rest(step, step, work, this.patienceFor(step));
  }

  private async rest(phase: ShutdownStep, drained: string, work: Work, patienceMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not at rest after ${Math.round(patienceMs)} ms`)), patienceMs);
    });
    try {
      await Promise.race([work(), late]);
    } catch (error) {
      this.log.error('a part did not come to rest', { phase, drained, error });
    } finally {
      clearTimeout(timer);
    }
  }
}

type Work = () => Promise<void>;
