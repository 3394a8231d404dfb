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
import { breakerOf, halfOpenGate, stateOf, type BreakerState } from './circuit.js';

export interface CallObserver {
  ended(outcome: 'ANSWERED' | 'REJECTED' | CallFailure, seconds: number): void;
  retried(fault: CallFailure): void;
  breaker(state: BreakerState): void;
}

export interface Attempt {
  signal: AbortSignal;
  timeoutMs: number;
}

const isFault = (error: unknown): boolean => !isRejection(error);
const isTransient = (error: unknown): boolean =>
  isFault(error) && failureOf(error) !== 'BREAKER_OPEN' && failureOf(error) !== 'BUSY';

/** Create one per dependency, not per call. A response and a thrown Rejection are both results, not faults. */
export class CallPolicy {
  private readonly circuit: CircuitBreakerPolicy;
  private readonly slots: BulkheadPolicy;
  private readonly limits: IPolicy;

  constructor(
    readonly dependency: string,
    private readonly settings: CallSettings,
    private readonly observer: CallObserver,
  ) {
    this.circuit = breakerOf(settings.breaker, isFault);
    const retries = retriesOf(settings);
    this.slots = bulkhead(settings.bulkhead.calls, settings.bulkhead.queue);
    this.limits = wrap(
      retries,
      halfOpenGate(this.circuit),
      this.circuit,
      // Aggressive, because a callee that ignores the signal must not exceed its limit.
      timeout(settings.timeoutMs, TimeoutStrategy.Aggressive),
    );
    retries.onRetry((fault) => observer.retried(failureOf('error' in fault ? fault.error : undefined)));
    this.circuit.onStateChange(() => observer.breaker(this.breaker));
  }

  get breaker(): BreakerState {
    return stateOf(this.circuit);
  }

  /** @param withinMs replaces a longer limit of a whole call. @throws CallFailed without a response in time; a Rejection as the callee threw it */
  async call<Response>(attempt: (attempt: Attempt) => Promise<Response>, withinMs = Infinity): Promise<Response> {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const wholeMs = Math.min(this.settings.wholeCallMs, withinMs);
    const attemptMs = () => Math.max(1, Math.min(this.settings.timeoutMs, wholeMs - seconds() * 1000));
    try {
      const response = await this.within(wholeMs, ({ signal }) => attempt({ signal, timeoutMs: attemptMs() }));
      this.observer.ended('ANSWERED', seconds());
      return response;
    } catch (error) {
      this.observer.ended(isFault(error) ? failureOf(error) : 'REJECTED', seconds());
      throw isFault(error) ? new CallFailed(this.dependency, failureOf(error), error) : error;
    }
  }

  private within<Response>(ms: number, run: (context: IDefaultPolicyContext) => Promise<Response>): Promise<Response> {
    const whole = timeout(ms, TimeoutStrategy.Aggressive);
    return whole.execute(({ signal }) => {
      const mustWait = this.slots.executionSlots === 0;
      const startBy = performance.now() + ms - Math.min(this.settings.timeoutMs, ms / 2);
      // Without the signal: cockatiel 3.2.1 never frees the place of a queued call whose signal aborts.
      return this.slots.execute(() => {
        if (signal.aborted || (mustWait && performance.now() > startBy)) throw noTimeLeft();
        return this.limits.execute((context) => run(context), signal);
      });
    });
  }
}

const noTimeLeft = () => new BulkheadRejectedError(0, 0);

function retriesOf({ retries, retryDelayMs }: CallSettings) {
  const backoff = new DelegateBackoff(() => Math.ceil(retryDelayMs * (0.5 + Math.random() / 2)));
  return retry(handleWhen(isTransient), { maxAttempts: retries, backoff });
}
