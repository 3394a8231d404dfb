import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { publishers } from '#contracts';
import { Broker, requestResync } from '#messaging';
import { Clock, Log } from '#platform';
import { Views } from '../ports/views.js';

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
    private readonly broker: Broker,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.for('rebuild');
  }

  /** Opens the generation first, so that it receives every event from the request on. */
  async execute({ requestId }: RebuildViews): Promise<void> {
    await this.views.startRebuild(requestId, publishers);
    await requestResync(this.broker, 'mypage', requestId, this.clock.now());
    this.log.warn('rebuilding the views', { requestId });
  }
}
