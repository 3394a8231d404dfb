import { isRejection } from '#contracts';
import {
  bulkhead,
  BulkheadRejectedError,
  DelegateBackoff,
  handleWhen,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
  type IDefaultPolicyContext,
  type IPolicy,
} from 'cockatiel';
import { CallFailed, failureOf, type CallFailure } from './call-failed.js';
import type { CallSettings } from './call-settings.js';
import { breakerOf, stateOf, type BreakerState } from './circuit.js';
import { halfOpenGate } from './half-open-gate.js';

/** Told about every call and every change of the breaker; what it throws would fail the call, so it must not throw. */
export interface CallWatcher {
  /** A call ended, answered or not, after `seconds`. */
  ended(outcome: 'ANSWERED' | 'REJECTED' | CallFailure, seconds: number): void;
  /** An attempt had a fault and another one follows. */
  retried(fault: CallFailure): void;
  breaker(state: BreakerState): void;
}

/** One attempt of a call, as the callee's adapter sees it. */
export interface Attempt {
  /** Aborted when the attempt's time is over; nobody waits for its answer then. */
  signal: AbortSignal;
  /** How long this attempt is waited for, in milliseconds. */
  timeoutMs: number;
}

const isFault = (error: unknown): boolean => !isRejection(error);
const isPassing = (error: unknown): boolean =>
  isFault(error) && failureOf(error) !== 'BREAKER_OPEN' && failureOf(error) !== 'BUSY';

/**
 * Limits the calls to one dependency: bulkhead, retry, circuit breaker, timeout, from outside in. Make one per dependency,
 * not per call. Whatever the callee answers, or refuses with a Rejection, is an answer and no failure.
 */
export class CallPolicy {
  private readonly circuit: CircuitBreakerPolicy;
  private readonly slots: BulkheadPolicy;
  private readonly limits: IPolicy;

  constructor(
    readonly dependency: string,
    private readonly settings: CallSettings,
    private readonly watcher: CallWatcher,
  ) {
    this.circuit = breakerOf(settings.breaker, isFault);
    const again = retriesOf(settings);
    this.slots = bulkhead(settings.bulkhead.calls, settings.bulkhead.queue);
    this.limits = wrap(
      again,
      halfOpenGate(this.circuit),
      this.circuit,
      // Aggressive: a callee that ignores the signal must not outlive its limit.
      timeout(settings.timeoutMs, TimeoutStrategy.Aggressive),
    );
    again.onRetry((fault) => watcher.retried(failureOf('error' in fault ? fault.error : undefined)));
    this.circuit.onStateChange(() => watcher.breaker(this.breaker));
  }

  get breaker(): BreakerState {
    return stateOf(this.circuit);
  }

  /**
   * Runs `attempt` within the limits and within `withinMs`, where that is shorter than the whole call may take.
   * @throws CallFailed when there is no answer in time; Rejection as the callee threw it
   */
  async call<Answer>(attempt: (attempt: Attempt) => Promise<Answer>, withinMs = Infinity): Promise<Answer> {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const wholeMs = Math.min(this.settings.wholeCallMs, withinMs);
    const attemptMs = () => Math.max(1, Math.min(this.settings.timeoutMs, wholeMs - seconds() * 1000));
    try {
      const answer = await this.within(wholeMs, ({ signal }) => attempt({ signal, timeoutMs: attemptMs() }));
      this.watcher.ended('ANSWERED', seconds());
      return answer;
    } catch (error) {
      this.watcher.ended(isFault(error) ? failureOf(error) : 'REJECTED', seconds());
      throw isFault(error) ? new CallFailed(this.dependency, failureOf(error), error) : error;
    }
  }

  private within<Answer>(ms: number, run: (context: IDefaultPolicyContext) => Promise<Answer>): Promise<Answer> {
    const whole = timeout(ms, TimeoutStrategy.Aggressive);
    return whole.execute(({ signal }) => {
      const mustWait = this.slots.executionSlots === 0;
      const startBy = performance.now() + ms - Math.min(this.settings.timeoutMs, ms / 2);
      // Without the signal: who has given up in the queue must still go through a slot, or nobody behind is ever called up.
      return this.slots.execute(() => {
        // What our own queue has left no time for is not sent: it would be cut off, and count as a fault of the dependency.
        if (signal.aborted || (mustWait && performance.now() > startBy)) throw noTimeLeft();
        return this.limits.execute((context) => run(context), signal);
      });
    });
  }
}

const noTimeLeft = () => new BulkheadRejectedError(0, 0);

function retriesOf({ retries, retryDelayMs }: CallSettings) {
  const backoff = new DelegateBackoff(() => Math.ceil(retryDelayMs * (0.5 + Math.random() / 2)));
  return retry(handleWhen(isPassing), { maxAttempts: retries, backoff });
}
