import {
  BrokenCircuitError,
  CircuitState,
  noop,
  TaskCancelledError,
  type CircuitBreakerPolicy,
  type IDefaultPolicyContext,
  type IPolicy,
} from 'cockatiel';

/**
 * Stands in front of a breaker and refuses at once while its one probe is under way. Cockatiel would let such calls wait
 * without bound, lose their signals, and release them all together; nor would it look at a signal between two attempts.
 */
export function halfOpenGate(breaker: CircuitBreakerPolicy): IPolicy {
  return {
    _altReturn: undefined as never,
    onSuccess: noop.onSuccess,
    onFailure: noop.onFailure,
    async execute<T>(run: (context: IDefaultPolicyContext) => PromiseLike<T> | T, signal?: AbortSignal): Promise<T> {
      if (signal?.aborted) throw new TaskCancelledError('the time of the whole call is over');
      if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError('a probe is under way');
      return run({ signal: signal ?? new AbortController().signal });
    },
  };
}
