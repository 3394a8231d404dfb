import { inContext, newContext } from '../context/context.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import { JobContext } from '../tracing/job-context.js';
import { Tracing } from '../tracing/tracing.js';
import type { Shutdown } from './shutdown.js';

/** `more`: the batch was full, run again immediately; `done`: wait for the schedule; `finished`: never run again. */
export type JobResult = 'more' | 'done' | 'finished';

/** One run of a job. Returning nothing means `done`. */
export type JobFunction = () => Promise<JobResult | void>;

export interface RunningJob {
  /** Runs the job now, or once more after the current run. */
  wake(): void;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Runs jobs on a schedule. Runs of one job never overlap; failures are logged and counted; shutdown phase `work` stops all jobs. */
export class JobRunner {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics,
    private readonly shutdown: Shutdown,
    private readonly tracing = Tracing.off,
  ) {}

  /** Runs `run` immediately and then `ms` milliseconds after the end of each run. */
  every(ms: number, name: string, run: JobFunction): RunningJob {
    const job = new ScheduledJob(ms, () => this.runOnce(name, run));
    this.shutdown.add('work', { drain: () => job.stop() });
    job.wake();
    return job;
  }

  private async runOnce(name: string, run: JobFunction): ReturnType<JobFunction> {
    // The label is not `job`: Prometheus sets a label of that name itself and would rename ours.
    const seconds = this.metrics.summary('sugang_recurring_seconds', 'Duration of one run of a scheduled job', [
      'task',
    ]);
    const failures = this.metrics.counter('sugang_recurring_failures_total', 'Failed runs of scheduled jobs', ['task']);
    const stopTimer = seconds.startTimer({ task: name });
    const { tracer } = this.tracing;
    const traced = tracer && new JobContext(tracer, name);
    try {
      return await inContext(traced ?? newContext(), run);
    } catch (error) {
      failures.inc({ task: name });
      traced?.fail(error);
      this.log.error('a scheduled job failed', { job: name, error });
    } finally {
      traced?.end();
      stopTimer();
    }
  }
}

class ScheduledJob implements RunningJob {
  private timer?: NodeJS.Timeout;
  private current?: Promise<void>;
  private woken = false;
  private stopped = false;

  constructor(
    private readonly ms: number,
    private readonly runOnce: JobFunction,
  ) {}

  wake(): void {
    this.woken = true;
    if (this.stopped || this.current) return;
    clearTimeout(this.timer);
    this.current = this.runWhileWoken().finally(() => this.schedule());
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
      const result = await this.runOnce();
      if (result === 'more') this.woken = true;
      if (result === 'finished') this.stopped = true;
    }
  }

  private schedule(): void {
    this.current = undefined;
    if (this.stopped) return;
    if (this.woken) return this.wake();
    this.timer = setTimeout(() => this.wake(), this.ms);
    this.timer.unref();
  }
}
