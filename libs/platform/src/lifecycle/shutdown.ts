import type { Log } from '../log/log.js';

/** What is stopped, in this order: consumers, work under way, the outbox's relay, broker connections, stores. */
export const shutdownPhases = ['consume', 'work', 'relay', 'broker', 'store'] as const;
export type ShutdownPhase = (typeof shutdownPhases)[number];

/** Something that must come to rest before the process ends. */
export interface Drains {
  /** Resolves once nothing of it is under way any more. */
  drain(): Promise<void>;
}

/** Brings the parts of one service to rest, phase after phase, each within a deadline. */
export class Shutdown {
  private readonly parts = new Map<ShutdownPhase, Drains[]>();
  private readonly begun = new AbortController();

  constructor(
    private readonly log: Log,
    private readonly deadlineMs = 10_000,
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

  /** Drains the parts of one phase side by side; a failure or a missed deadline (10 s by default) is logged, never thrown. */
  async run(phase: ShutdownPhase): Promise<void> {
    const parts = this.parts.get(phase) ?? [];
    this.parts.delete(phase);
    await Promise.all(parts.map((part) => this.drain(phase, part)));
  }

  private async drain(phase: ShutdownPhase, part: Drains): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not at rest after ${this.deadlineMs} ms`)), this.deadlineMs);
    });
    try {
      await Promise.race([part.drain(), late]);
    } catch (error) {
      this.log.error('a part did not come to rest', { phase, drained: part.constructor.name, error });
    } finally {
      clearTimeout(timer);
    }
  }
}
