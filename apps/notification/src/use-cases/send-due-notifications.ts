import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { NotificationChannel } from '#contracts';
import { Clock, currentContext, enterSpan } from '#platform';
import { Channels, LONGEST_TRY_MS, MOST_AT_ONCE } from './channel.js';
import { DueNotifications } from './due-notifications.js';
import { Sending } from './sending.js';

const BATCH = MOST_AT_ONCE;
/** Room for a try of what has waited for its turn. */
const LEASE_MS = 2 * LONGEST_TRY_MS;

/** Sends a batch of one channel's messages, as many side by side as it takes; answers whether there may be more. */
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
    private readonly channels: Channels,
    private readonly clock: Clock,
  ) {}

  async execute({ channel }: SendDueNotifications): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const claims = await this.due.claim(channel, now, new Date(now.getTime() + LEASE_MS), BATCH);
    const { tracer } = currentContext();
    const unrecorded = await failuresOf(claims, this.channels.atOnce(channel), (claim) =>
      enterSpan(tracer, claim.context, `notify by ${channel}`, {}, () => this.sending.send(claim)),
    );
    if (unrecorded.length > 0) throw new AggregateError(unrecorded);
    return claims.length === BATCH ? 'more' : 'done';
  }
}

/** Does the work for all of them, `atOnce` at a time; answers what went wrong. */
async function failuresOf<T>(all: T[], atOnce: number, work: (one: T) => Promise<void>): Promise<unknown[]> {
  const waiting = all.values();
  const failures: unknown[] = [];
  const lane = async () => {
    for (const one of waiting) await work(one).catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return failures;
}
