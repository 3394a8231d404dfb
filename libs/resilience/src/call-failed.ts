import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { UncountedFault } from './fault-bound.js';

/** Why a call failed. Only BREAKER_OPEN and BUSY mean that nothing was sent; after the others the effect is unknown. */
export type CallFailure = 'TIMEOUT' | 'UNAVAILABLE' | 'BREAKER_OPEN' | 'BUSY';

export class CallFailed extends Error {
  constructor(
    readonly dependency: string,
    readonly reason: CallFailure,
    cause: unknown,
  ) {
    super(`${dependency}: ${reason} (${describe(cause)})`, { cause });
    this.name = 'CallFailed';
  }

  /** Whether the dependency answered in time, only without a result yet: the call failed through no fault of its own. */
  get wasAnswered(): boolean {
    const cause = this.cause instanceof UncountedFault ? this.cause.cause : this.cause;
    return cause instanceof NoResultYet;
  }
}

export class NoResultYet extends Error {
  constructor() {
    super('there is no result yet');
    this.name = 'NoResultYet';
  }
}

export function failureOf(error: unknown): CallFailure {
  if (error instanceof UncountedFault) return failureOf(error.cause);
  // Not cockatiel's type guards: isTaskCancelledError of 3.2.1 checks for another error.
  if (error instanceof BrokenCircuitError) return 'BREAKER_OPEN';
  if (error instanceof BulkheadRejectedError) return 'BUSY';
  if (error instanceof TaskCancelledError || error instanceof NoResultYet) return 'TIMEOUT';
  return 'UNAVAILABLE';
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  if (typeof cause === 'string') return cause;
  const inner =
    (cause as { err?: unknown; message?: unknown } | null)?.err ?? (cause as { message?: unknown } | null)?.message;
  return inner === undefined ? 'no reason given' : describe(inner);
}
