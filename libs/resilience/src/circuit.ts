import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  CountBreaker,
  handleWhen,
  wrap,
  type CircuitBreakerPolicy,
  type IPolicy,
} from 'cockatiel';
import { CallFailed } from './call-failed.js';
import type { CallSettings } from './call-settings.js';
import { halfOpenGate } from './half-open-gate.js';

export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';
export type BreakerSettings = CallSettings['breaker'];

/** A breaker that counts the errors that `isFault` tells, and lets everything else pass. */
export function breakerOf(settings: BreakerSettings, isFault: (error: unknown) => boolean): CircuitBreakerPolicy {
  const { size, threshold, minimumCalls: minimumNumberOfCalls, halfOpenAfterMs: halfOpenAfter } = settings;
  // Counted, not sampled over time: a sampling breaker stays closed while there is little traffic.
  return circuitBreaker(handleWhen(isFault), {
    breaker: new CountBreaker({ size, threshold, minimumNumberOfCalls }),
    halfOpenAfter,
  });
}

export function stateOf({ state }: CircuitBreakerPolicy): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}

/** What a circuit needs to know of the calls that it guards. */
export interface CircuitOptions {
  settings: BreakerSettings;
  /** Errors that say something bad about the dependency; the others neither open the circuit nor keep it closed. */
  isFault: (error: unknown) => boolean;
  changed?: (state: BreakerState) => void;
}

/** Only the breaker of a `CallPolicy`, with its one probe at a time: for calls that keep their own time. */
export class Circuit {
  private readonly breaker: CircuitBreakerPolicy;
  private readonly limits: IPolicy;
  private openedAt = -Infinity;

  constructor(
    readonly dependency: string,
    private readonly options: CircuitOptions,
  ) {
    // Cockatiel takes an error that is no fault for the answer to its probe; one that says nothing must not close it.
    const proves = (error: unknown) => options.isFault(error) || this.state === 'HALF_OPEN';
    this.breaker = breakerOf(options.settings, proves);
    this.limits = wrap(halfOpenGate(this.breaker), this.breaker);
    this.breaker.onBreak(() => (this.openedAt = Date.now()));
    this.breaker.onStateChange(() => options.changed?.(this.state));
  }

  get state(): BreakerState {
    return stateOf(this.breaker);
  }

  /** Milliseconds until a call may probe the dependency; 0 while the circuit is closed. */
  get pausesMs(): number {
    if (this.state === 'CLOSED') return 0;
    return Math.max(0, this.openedAt + this.options.settings.halfOpenAfterMs - Date.now());
  }

  /** Whether a call would be made now, be it as the probe. */
  get admits(): boolean {
    return this.state !== 'HALF_OPEN' && this.pausesMs === 0;
  }

  /** @throws CallFailed BREAKER_OPEN without a call; else what the call throws */
  async run<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await this.limits.execute(call);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new CallFailed(this.dependency, 'BREAKER_OPEN', error) : error;
    }
  }
}
