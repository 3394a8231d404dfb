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
  type TimeoutPolicy,
} from 'cockatiel';
import { CallFailed, failureOf, type CallFailure } from './call-failed.js';
import type { CallSettings } from './call-settings.js';
import { breakerOf, halfOpenGate, stateOf, type BreakerState } from './circuit.js';
import { FaultBound, UncountedFault } from './fault-bound.js';

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
  private readonly faults: FaultBound;
  private readonly attemptLimit: TimeoutPolicy;
  private readonly limits: IPolicy;

  constructor(
    readonly dependency: string,
    private readonly settings: CallSettings,
    private readonly observer: CallObserver,
  ) {
    this.faults = new FaultBound(settings.breaker.size, settings.breaker.faultsPerParty ?? Infinity);
    // A failed probe opens the circuit again, also one of a party that has reached its bound.
    const isCounted = (error: unknown) =>
      isFault(error) && (!(error instanceof UncountedFault) || this.breaker === 'HALF_OPEN');
    this.circuit = breakerOf(settings.breaker, isCounted);
    this.circuit.onReset(() => this.faults.reset());
    const retries = retriesOf(settings);
    // Aggressive, because a callee that ignores the signal must not exceed its limit.
    this.attemptLimit = timeout(settings.timeoutMs, TimeoutStrategy.Aggressive);
    this.slots = bulkhead(settings.bulkhead.calls, settings.bulkhead.queue);
    this.limits = wrap(retries, halfOpenGate(this.circuit), this.circuit);
    retries.onRetry((fault) => observer.retried(failureOf('error' in fault ? fault.error : undefined)));
    this.circuit.onStateChange(() => observer.breaker(this.breaker));
  }

  get breaker(): BreakerState {
    return stateOf(this.circuit);
  }

  /**
   * @param withinMs replaces a longer limit of a whole call
   * @param party on whose behalf the call is made; the circuit breaker counts a bounded number of faults of each
   * @throws CallFailed without a response in time; a Rejection as the callee threw it
   */
  async call<Response>(
    attempt: (attempt: Attempt) => Promise<Response>,
    withinMs = Infinity,
    party?: string,
  ): Promise<Response> {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const wholeMs = Math.min(this.settings.wholeCallMs, withinMs);
    const attemptMs = () => Math.max(1, Math.min(this.settings.timeoutMs, wholeMs - seconds() * 1000));
    try {
      const bounded = ({ signal }: IDefaultPolicyContext) =>
        this.bounded(party, signal, (limited) => attempt({ signal: limited, timeoutMs: attemptMs() }));
      const response = await this.within(wholeMs, bounded);
      this.observer.ended('ANSWERED', seconds());
      return response;
    } catch (error) {
      this.observer.ended(isFault(error) ? failureOf(error) : 'REJECTED', seconds());
      const cause = error instanceof UncountedFault ? error.cause : error;
      throw isFault(cause) ? new CallFailed(this.dependency, failureOf(cause), cause) : error;
    }
  }

  private async bounded<Response>(
    party: string | undefined,
    signal: AbortSignal,
    run: (limited: AbortSignal) => Promise<Response>,
  ): Promise<Response> {
    try {
      const response = await this.attemptLimit.execute((context) => run(context.signal), signal);
      this.faults.responded();
      return response;
    } catch (error) {
      if (isFault(error) && !this.faults.counts(party)) throw new UncountedFault(error);
      throw error;
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
