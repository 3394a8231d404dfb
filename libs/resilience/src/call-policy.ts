import { isRejection, type DependencyCalls } from '#contracts';
import {
  BulkheadRejectedError,
  DelegateBackoff,
  handleWhen,
  retry,
  TaskCancelledError,
  timeout,
  TimeoutStrategy,
  wrap,
  type CircuitBreakerPolicy,
  type IDefaultPolicyContext,
  type IPolicy,
  type TimeoutPolicy,
} from 'cockatiel';
import { CallFailed, failureOf, NoResultYet, type CallFailure } from './call-failed.js';
import type { CallSettings } from './call-settings.js';
import { ConcurrencyLimit } from './concurrency-limit.js';
import { breakerOf, halfOpenGate, stateOf, type BreakerState } from './circuit.js';
import { FaultBound, UncountedFault } from './fault-bound.js';

export interface CallObserver {
  ended(outcome: 'ANSWERED' | 'REJECTED' | CallFailure, seconds: number): void;
  retried(fault: CallFailure): void;
  breaker(state: BreakerState): void;
  limit(calls: number): void;
}

export interface Attempt {
  signal: AbortSignal;
  timeoutMs: number;
  /** Reports how many milliseconds of the response time were spent behind the dependency; the rest shows its load. */
  spentBehind(ms: number): void;
}

/** A dependency is overloaded when its own part of the response time exceeds this share of the attempt's limit. */
const OWN_SHARE = 0.25;

const isFault = (error: unknown): boolean => !isRejection(error);
const isTransient = (error: unknown): boolean =>
  isFault(error) && failureOf(error) !== 'BREAKER_OPEN' && failureOf(error) !== 'BUSY';

/** Create one per dependency, not per call. A response and a thrown Rejection are both results, not faults. */
export class CallPolicy {
  private readonly circuit: CircuitBreakerPolicy;
  private readonly slots: ConcurrencyLimit;
  private readonly faults: FaultBound;
  private readonly attemptLimit: TimeoutPolicy;
  private readonly limits: IPolicy;

  constructor(
    readonly dependency: string,
    private readonly settings: CallSettings,
    private readonly observer: CallObserver,
  ) {
    this.faults = new FaultBound(settings.breaker.size, settings.breaker.faultsPerParty ?? Infinity);
    const isCounted = (error: unknown) =>
      isFault(error) && (!(error instanceof UncountedFault) || this.breaker === 'HALF_OPEN');
    this.circuit = breakerOf(settings.breaker, isCounted);
    this.circuit.onReset(() => this.faults.reset());
    const retries = retriesOf(settings);
    // Aggressive, because a callee that ignores the signal must not exceed its limit.
    this.attemptLimit = timeout(settings.timeoutMs, TimeoutStrategy.Aggressive);
    this.slots = new ConcurrencyLimit(settings.concurrency, (limit) => observer.limit(limit));
    this.limits = wrap(retries, halfOpenGate(this.circuit), this.circuit);
    retries.onRetry((fault) => observer.retried(failureOf('error' in fault ? fault.error : undefined)));
    this.circuit.onStateChange(() => observer.breaker(this.breaker));
  }

  get breaker(): BreakerState {
    return stateOf(this.circuit);
  }

  get status(): DependencyCalls {
    return { dependency: this.dependency, breaker: this.breaker, ...this.slots.use };
  }

  /** @param withinMs replaces a longer limit of a whole call
   * @param party on whose behalf the call is made; the circuit breaker counts a bounded number of faults of each
   * @throws CallFailed without a response in time; a Rejection as the callee threw it */
  async call<Response>(
    attempt: (attempt: Attempt) => Promise<Response>,
    withinMs = Infinity,
    party?: string,
  ): Promise<Response> {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const wholeMs = Math.min(this.settings.wholeCallMs, withinMs);
    const attemptMs = () => Math.max(1, Math.min(this.settings.timeoutMs, wholeMs - seconds() * 1000));
    let attempts = 0;
    try {
      const bounded = ({ signal }: IDefaultPolicyContext) =>
        this.attempt(
          { party, signal, timeoutMs: attemptMs(), isLast: (attempts += 1) > this.settings.retries },
          attempt,
        );
      const response = await this.within(wholeMs, bounded);
      this.observer.ended('ANSWERED', seconds());
      return response;
    } catch (error) {
      this.observer.ended(isFault(error) ? failureOf(error) : 'REJECTED', seconds());
      const cause = error instanceof UncountedFault ? error.cause : error;
      throw isFault(cause) ? new CallFailed(this.dependency, failureOf(cause), cause) : error;
    }
  }

  private async attempt<Response>(
    { party, signal, timeoutMs, isLast }: { party?: string; signal: AbortSignal; timeoutMs: number; isLast: boolean },
    run: (attempt: Attempt) => Promise<Response>,
  ): Promise<Response> {
    const startedAt = performance.now();
    let behindMs: number | undefined;
    const spentBehind = (ms: number) => void (behindMs = ms);
    const isSlow = () =>
      behindMs !== undefined && performance.now() - startedAt - behindMs > OWN_SHARE * this.settings.timeoutMs;
    try {
      const response = await this.attemptLimit.execute(
        (context) => run({ ...context, timeoutMs, spentBehind }),
        signal,
      );
      this.faults.responded();
      if (isSlow()) this.slots.overloaded(startedAt);
      else this.slots.responded();
      return response;
    } catch (error) {
      const hasTimedOut = error instanceof TaskCancelledError && timeoutMs >= this.settings.timeoutMs;
      if (hasTimedOut || isSlow()) this.slots.overloaded(startedAt);
      const mayHaveResult = error instanceof NoResultYet && !isLast;
      if (isFault(error) && (mayHaveResult || !this.faults.counts(party))) throw new UncountedFault(error);
      throw error;
    }
  }

  private within<Response>(ms: number, run: (context: IDefaultPolicyContext) => Promise<Response>): Promise<Response> {
    const whole = timeout(ms, TimeoutStrategy.Aggressive);
    return whole.execute(async ({ signal }) => {
      const startBy = performance.now() + ms - Math.min(this.settings.timeoutMs, ms / 2);
      const hasWaited = await this.slots.enter(signal);
      try {
        if (signal.aborted || (hasWaited && performance.now() > startBy)) throw noTimeLeft();
        return await this.limits.execute((context) => run(context), signal);
      } finally {
        this.slots.leave();
      }
    });
  }
}

const noTimeLeft = () => new BulkheadRejectedError(0, 0);

function retriesOf({ retries, retryDelayMs }: CallSettings) {
  const backoff = new DelegateBackoff(() => Math.ceil(retryDelayMs * (0.5 + Math.random() / 2)));
  return retry(handleWhen(isTransient), { maxAttempts: retries, backoff });
}
