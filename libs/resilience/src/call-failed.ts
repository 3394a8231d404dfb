import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from 'cockatiel';

/** Why a call has no answer. Only BREAKER_OPEN and BUSY mean that nothing was sent; after the others it is unknown. */
export type CallFailure = 'TIMEOUT' | 'UNAVAILABLE' | 'BREAKER_OPEN' | 'BUSY';

/** A call to a dependency ended without an answer; whether it had an effect over there is unknown. */
export class CallFailed extends Error {
  constructor(
    readonly dependency: string,
    readonly reason: CallFailure,
    cause: unknown,
  ) {
    super(`${dependency}: ${reason} (${describe(cause)})`, { cause });
    this.name = 'CallFailed';
  }
}

/** The reason behind whatever a policy or a transport threw; transports throw strings and bare objects, too. */
export function failureOf(error: unknown): CallFailure {
  // Not by cockatiel's is… functions: isTaskCancelledError of 3.2.1 looks for the mark of another error.
  if (error instanceof BrokenCircuitError) return 'BREAKER_OPEN';
  if (error instanceof BulkheadRejectedError) return 'BUSY';
  if (error instanceof TaskCancelledError) return 'TIMEOUT';
  return 'UNAVAILABLE';
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  if (typeof cause === 'string') return cause;
  const inner =
    (cause as { err?: unknown; message?: unknown } | null)?.err ?? (cause as { message?: unknown } | null)?.message;
  return inner === undefined ? 'no reason given' : describe(inner);
}
