import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  CountBreaker,
  handleWhen,
  noop,
  TaskCancelledError,
  wrap,
  type CircuitBreakerPolicy,
  type IDefaultPolicyContext,
  type IPolicy,
} from 'cockatiel';
import { CallFailed } from './call-failed.js';
import type { CallSettings } from './call-settings.js';

export type BreakerState = 'CLOSED' | 'HALF_OPEN' | 'OPEN';
export type BreakerSettings = CallSettings['breaker'];

export function breakerOf(settings: BreakerSettings, isFault: (error: unknown) => boolean): CircuitBreakerPolicy {
  const { size, threshold, minimumCalls: minimumNumberOfCalls, halfOpenAfterMs: halfOpenAfter } = settings;
  // Counts calls instead of sampling over time, because a sampling breaker stays closed under little traffic.
  return circuitBreaker(handleWhen(isFault), {
    breaker: new CountBreaker({ size, threshold, minimumNumberOfCalls }),
    halfOpenAfter,
  });
}

export function stateOf({ state }: CircuitBreakerPolicy): BreakerState {
  if (state === CircuitState.Closed) return 'CLOSED';
  return state === CircuitState.HalfOpen ? 'HALF_OPEN' : 'OPEN';
}

export interface CircuitOptions {
  settings: BreakerSettings;
  isFault: (error: unknown) => boolean;
  changed?: (state: BreakerState) => void;
}

export class Circuit {
  private readonly breaker: CircuitBreakerPolicy;
  private readonly limits: IPolicy;
  private openedAt = -Infinity;

  constructor(
    readonly dependency: string,
    private readonly options: CircuitOptions,
  ) {
    // Cockatiel closes the circuit on a probe's error that is not a fault; such an error must not close it.
    const countsAsFault = (error: unknown) => options.isFault(error) || this.state === 'HALF_OPEN';
    this.breaker = breakerOf(options.settings, countsAsFault);
    this.limits = wrap(halfOpenGate(this.breaker), this.breaker);
    this.breaker.onBreak(() => (this.openedAt = Date.now()));
    this.breaker.onStateChange(() => options.changed?.(this.state));
  }

  get state(): BreakerState {
    return stateOf(this.breaker);
  }

  get pausesMs(): number {
    if (this.state === 'CLOSED') return 0;
    return Math.max(0, this.openedAt + this.options.settings.halfOpenAfterMs - Date.now());
  }

  get admits(): boolean {
    return this.state !== 'HALF_OPEN' && this.pausesMs === 0;
  }

  async run<Response>(call: () => Promise<Response>): Promise<Response> {
    try {
      return await this.limits.execute(call);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new CallFailed(this.dependency, 'BREAKER_OPEN', error) : error;
    }
  }
}

/** Rejects calls while the probe of a half-open breaker is in progress: cockatiel 3.2.1 would queue them without bound. */
export function halfOpenGate(breaker: CircuitBreakerPolicy): IPolicy {
  return {
    _altReturn: undefined as never,
    onSuccess: noop.onSuccess,
    onFailure: noop.onFailure,
    async execute<T>(run: (context: IDefaultPolicyContext) => PromiseLike<T> | T, signal?: AbortSignal): Promise<T> {
      if (signal?.aborted) throw new TaskCancelledError('the call has timed out');
      if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError('a probe is in progress');
      return run({ signal: signal ?? new AbortController().signal });
    },
  };
}
