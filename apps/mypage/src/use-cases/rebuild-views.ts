import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Log } from '#platform';
import { Owners } from '../ports/owners.js';
import { Views } from '../ports/views.js';

/** Rebuilds the views beside the active ones from what every owning service re-publishes. Idempotent by request id. */
export class RebuildViews extends Command<void> {
  constructor(readonly requestId: string) {
    super();
  }
}

@CommandHandler(RebuildViews)
export class RebuildViewsHandler implements ICommandHandler<RebuildViews> {
  private readonly log: Log;

  constructor(
    private readonly views: Views,
    private readonly owners: Owners,
    log: Log,
  ) {
    this.log = log.for('rebuild');
  }

  /** Opens the generation first, so that it receives every event from the request on. */
  async execute({ requestId }: RebuildViews): Promise<void> {
    await this.views.startRebuild(requestId, this.owners.sources);
    await this.owners.requestResync(requestId);
    this.log.warn('rebuilding the views', { requestId });
  }
}
