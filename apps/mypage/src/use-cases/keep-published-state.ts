import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { sourceOf, type EventEnvelope } from '#contracts';
import { Clock, Metrics } from '#platform';
import { partOf } from '../domain/part.js';
import { Views, type ResyncOrigin } from '../domain/views.js';
import { SwitchViews } from './switch-views.js';

/** What an event tells becomes visible, unless something newer is. */
export class KeepPublishedState extends Command<'kept' | 'stale'> {
  constructor(readonly event: EventEnvelope) {
    super();
  }
}

@CommandHandler(KeepPublishedState)
export class KeepPublishedStateHandler implements ICommandHandler<KeepPublishedState> {
  private readonly lag;

  constructor(
    private readonly views: Views,
    private readonly switchViews: SwitchViews,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.lag = metrics.histogram(
      'sugang_view_lag_seconds',
      'From the time of an event to its being visible on My Page',
    );
  }

  async execute({ event }: KeepPublishedState): Promise<'kept' | 'stale'> {
    const origin = originOf(event);
    const outcome = await this.views.keep(partOf(event), origin);
    if (origin) await this.switchViews.whenComplete();
    else if (outcome === 'applied')
      this.lag.observe(Math.max(0, this.clock.now().getTime() - Date.parse(event.time)) / 1000);
    return outcome === 'applied' ? 'kept' : 'stale';
  }
}

const originOf = ({ id, name, resync }: EventEnvelope): ResyncOrigin | undefined =>
  resync === undefined ? undefined : { requestId: resync, eventId: id, source: sourceOf(name) };
