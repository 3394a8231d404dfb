import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Metrics, type JobResult } from '#platform';
import { Views } from '../ports/views.js';

/** Small, so that readers are not slowed down. */
const BATCH = 500;

export class ClearAbandonedViews extends Command<JobResult> {}

@CommandHandler(ClearAbandonedViews)
export class ClearAbandonedViewsHandler implements ICommandHandler<ClearAbandonedViews> {
  constructor(
    private readonly views: Views,
    private readonly metrics: Metrics,
  ) {}

  async execute(): Promise<JobResult> {
    const deleted = await this.views.clearAbandoned(BATCH);
    this.metrics.countExpired('views', deleted);
    if (deleted > 0) return 'more';
    return 'done';
  }
}
