import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sourceOf, type EventEnvelope } from '#contracts';
import { Clock, Metrics } from '#platform';
import { partOf } from '../domain/part.js';
import { Views, type ResyncOrigin } from '../ports/views.js';
import { RebuildCompletion } from './record-owner-finished.js';

export class ApplyPublishedState extends Command<'kept' | 'stale'> {
  constructor(readonly event: EventEnvelope) {
    super();
  }
}

@CommandHandler(ApplyPublishedState)
export class ApplyPublishedStateHandler implements ICommandHandler<ApplyPublishedState> {
  private readonly lag;

  constructor(
    private readonly views: Views,
    private readonly completion: RebuildCompletion,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.lag = metrics.histogram('sugang_view_lag_seconds', 'Time from an event to its visibility on My Page');
  }

  async execute({ event }: ApplyPublishedState): Promise<'kept' | 'stale'> {
    const origin = originOf(event);
    const outcome = await this.views.save(partOf(event), origin);
    if (origin) await this.completion.check();
    else if (outcome === 'applied')
      this.lag.observe(Math.max(0, this.clock.now().getTime() - Date.parse(event.time)) / 1000);
    return outcome === 'applied' ? 'kept' : 'stale';
  }
}

const originOf = ({ id, name, resync }: EventEnvelope): ResyncOrigin | undefined =>
  resync === undefined ? undefined : { requestId: resync, eventId: id, source: sourceOf(name) };
