import { Module } from '@nestjs/common';
import { Command, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  coreSettings,
  job,
  Jobs,
  loadSettings,
  Metrics,
  PlatformModule,
  startService,
  type Job,
  type JobResult,
  type Service,
} from '#platform';
import { eventually, tempDir, TestIdentity } from '#testing';
import { z } from 'zod';

const dir = tempDir('jobs');
const HOUR = 3_600_000;

class ExpireOverdueHolds extends Command<JobResult> {}

/** Results of the next runs; `done` when there are no more. */
let results: (JobResult | Error)[];
let runs: number;

@CommandHandler(ExpireOverdueHolds)
class ExpireOverdueHoldsHandler implements ICommandHandler<ExpireOverdueHolds> {
  async execute(): Promise<JobResult> {
    runs += 1;
    const result = results.shift() ?? 'done';
    if (result instanceof Error) throw result;
    return result;
  }
}

@Module({})
class HoldsModule {}

let service: Service;
afterEach(() => service.close());

async function start(jobs: Job[], ...planned: (JobResult | Error)[]): Promise<Jobs> {
  results = planned;
  runs = 0;
  const settings = loadSettings(z.object(coreSettings), { LOG_LEVEL: 'silent', SUGANG_DATA_DIR: dir });
  const { keys } = await TestIdentity.create();
  const module = {
    module: HoldsModule,
    imports: [PlatformModule.with({ service: 'holds', settings, keys, jobs }), CqrsModule.forRoot()],
    providers: [ExpireOverdueHoldsHandler],
  };
  service = await startService({ name: 'holds', module, settings });
  return service.app.get(Jobs);
}

const expireOverdueHolds = (everyMs: number) =>
  job('expire-overdue-holds', { everyMs }, () => new ExpireOverdueHolds());

describe('the jobs of a service', () => {
  it('dispatch their commands on startup and then on schedule', async () => {
    await start([expireOverdueHolds(1)]);
    await eventually(() => expect(runs).toBeGreaterThan(3));
  });

  it('run again immediately while a batch is full', async () => {
    await start([expireOverdueHolds(HOUR)], 'more', 'more', 'done');
    await eventually(() => expect(runs).toBe(3));
  });

  it('never run again once they are finished', async () => {
    const jobs = await start([expireOverdueHolds(1)], 'finished');
    await eventually(() => expect(runs).toBe(1));
    jobs.wake('expire-overdue-holds');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(runs).toBe(1);
  });

  it('run when they are woken', async () => {
    const jobs = await start([expireOverdueHolds(HOUR)]);
    await eventually(() => expect(runs).toBe(1));
    jobs.wake('expire-overdue-holds');
    await eventually(() => expect(runs).toBe(2));
  });

  it('run again on schedule after a failure, which is counted under their name', async () => {
    await start([expireOverdueHolds(1)], new Error('store unavailable'));
    await eventually(() => expect(runs).toBeGreaterThan(1));
    expect(await service.app.get(Metrics).text()).toContain(
      'sugang_recurring_failures_total{task="expire-overdue-holds",service="holds"} 1',
    );
  });

  it('reject a wake of an unknown job', async () => {
    const jobs = await start([expireOverdueHolds(HOUR)]);
    expect(() => jobs.wake('expire-holds')).toThrow('There is no job named "expire-holds".');
  });

  it('need no command bus when there are none', async () => {
    const jobs = await start([]);
    expect(() => jobs.wake('expire-overdue-holds')).toThrow();
  });
});
