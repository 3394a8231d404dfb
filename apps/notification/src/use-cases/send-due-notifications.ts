import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NotificationChannel } from '#contracts';
import { Clock, currentContext, enterSpan } from '#platform';
import { DueNotifications } from './due-notifications.js';
import { Sending } from './sending.js';

const BATCH = 16;
/** Longer than any try, which gives up by itself. */
export const LEASE_MS = 60_000;

/** Sends a batch of one channel's messages side by side; answers whether there may be more. */
export class SendDueNotifications extends Command<'done' | 'more'> {
  constructor(readonly channel: NotificationChannel) {
    super();
  }
}

@CommandHandler(SendDueNotifications)
export class SendDueNotificationsHandler implements ICommandHandler<SendDueNotifications> {
  constructor(
    private readonly due: DueNotifications,
    private readonly sending: Sending,
    private readonly clock: Clock,
  ) {}

  async execute({ channel }: SendDueNotifications): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const claims = await this.due.claim(channel, now, new Date(now.getTime() + LEASE_MS), BATCH);
    const { tracer } = currentContext();
    const sent = await Promise.allSettled(
      claims.map((claim) =>
        enterSpan(tracer, claim.context, `notify by ${channel}`, {}, () => this.sending.send(claim)),
      ),
    );
    const unrecorded = sent.filter((result) => result.status === 'rejected');
    if (unrecorded.length > 0) throw new AggregateError(unrecorded.map(({ reason }) => reason as unknown));
    return claims.length === BATCH ? 'more' : 'done';
  }
}
