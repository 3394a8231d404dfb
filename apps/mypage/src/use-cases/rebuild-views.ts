import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Log } from '#platform';
import { Owners } from '../domain/owners.js';
import { Views } from '../domain/views.js';

/** Grows the views anew from what every owner tells, beside the ones that are read; safe to repeat with the same id. */
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

  /** The generation is opened first: whatever is told from now on finds it. */
  async execute({ requestId }: RebuildViews): Promise<void> {
    await this.views.startRebuild(requestId, this.owners.sources);
    await this.owners.tellAgain(requestId);
    this.log.warn('the views are being rebuilt', { requestId });
  }
}
