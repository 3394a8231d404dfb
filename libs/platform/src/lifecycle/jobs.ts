import type { Command, CommandBus } from '@nestjs/cqrs';
import type { JobResult, JobRunner, RunningJob } from './job-runner.js';

/** Clock-driven work: a command that is dispatched on a schedule. The name is the `task` label of its metrics. */
export interface Job {
  readonly name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  readonly everyMs: number;
  readonly command: () => Command<JobResult>;
}

export const job = (name: string, { everyMs }: { everyMs: number }, command: () => Command<JobResult>): Job => ({
  name,
  everyMs,
  command,
});

export abstract class Jobs {
  /** Runs the job now, or once more after the current run. Call it after the commit of the work that the job must find. @throws Error on an unknown name */
  abstract wake(name: string): void;
}

export class CommandJobs extends Jobs {
  private readonly running = new Map<string, RunningJob>();

  /** @param commands finds the service's command bus; called when the jobs start, and only if there are any */
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: readonly Job[],
    private readonly commands: () => CommandBus,
  ) {
    super();
  }

  /** Every job runs immediately, so a wake that came before the start needs no further action. */
  start(): void {
    if (this.jobs.length === 0) return;
    const bus = this.commands();
    for (const { name, everyMs, command } of this.jobs) {
      this.running.set(
        name,
        this.runner.every(everyMs, name, () => bus.execute(command())),
      );
    }
  }

  wake(name: string): void {
    if (!this.jobs.some((each) => each.name === name)) throw new Error(`There is no job named "${name}".`);
    this.running.get(name)?.wake();
  }
}
