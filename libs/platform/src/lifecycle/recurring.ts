import { inContext, newContext } from '../context/context.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import { RoundContext } from '../tracing/round-context.js';
import { Tracing } from '../tracing/tracing.js';
import type { Shutdown } from './shutdown.js';

/** One round of recurring work; `again` asks for another round at once, because this one left some over. */
export type RecurringJob = () => Promise<void | 'again'>;

/** A job that runs again and again. */
export interface RecurringRun {
  /** Runs the job now; when it is running, once more right after. */
  wake(): void;
  /** Resolves when the round under way, if any, is over. */
  settled(): Promise<void>;
  /** No further round; resolves when the one under way is over. */
  stop(): Promise<void>;
}

/** Runs jobs at intervals; rounds of one job never overlap, failures are logged and counted, shutdown (phase `work`) stops them. */
export class Recurring {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly shutdown: Shutdown,
    private readonly tracing = Tracing.off,
  ) {}

  /** Runs `job` at once and then `ms` milliseconds after the end of each round. */
  every(ms: number, name: string, job: RecurringJob): RecurringRun {
    const rounds = new Rounds(ms, () => this.round(name, job));
    this.shutdown.add('work', { drain: () => rounds.stop() });
    rounds.wake();
    return rounds;
  }

  private async round(name: string, job: RecurringJob): Promise<void | 'again'> {
    // Not `job`: Prometheus has a label of that name, and would rename ours.
    const seconds = this.metrics.histogram('sugang_recurring_seconds', 'Duration of one round of a recurring job', [
      'task',
    ]);
    const failures = this.metrics.counter('sugang_recurring_failures_total', 'Rounds of recurring jobs that failed', [
      'task',
    ]);
    const end = seconds.startTimer({ task: name });
    const { tracer } = this.tracing;
    const traced = tracer && new RoundContext(tracer, name);
    try {
      return await inContext(traced ?? newContext(), job);
    } catch (error) {
      failures.inc({ task: name });
      traced?.failed(error);
      this.log.error('a recurring job failed', { job: name, error });
    } finally {
      traced?.over();
      end();
    }
  }
}

class Rounds implements RecurringRun {
  private timer?: NodeJS.Timeout;
  private current?: Promise<void>;
  private woken = false;
  private stopped = false;

  constructor(
    private readonly ms: number,
    private readonly round: () => Promise<void | 'again'>,
  ) {}

  wake(): void {
    this.woken = true;
    if (this.stopped || this.current) return;
    clearTimeout(this.timer);
    this.current = this.runWhileWoken().finally(() => this.rest());
  }

  async settled(): Promise<void> {
    await this.current;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.current;
  }

  private async runWhileWoken(): Promise<void> {
    while (this.woken && !this.stopped) {
      this.woken = false;
      if ((await this.round()) === 'again') this.woken = true;
    }
  }

  private rest(): void {
    this.current = undefined;
    if (this.stopped) return;
    if (this.woken) return this.wake();
    this.timer = setTimeout(() => this.wake(), this.ms);
    this.timer.unref();
  }
}
