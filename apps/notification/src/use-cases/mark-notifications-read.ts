import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { UnreadNotifications } from '#contracts';
import { Notifications, type Audience } from '../ports/notifications.js';

export class MarkNotificationsRead extends Command<UnreadNotifications> {
  constructor(
    readonly accountId: string,
    readonly audience: Audience,
    readonly ids?: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(MarkNotificationsRead)
export class MarkNotificationsReadHandler implements ICommandHandler<MarkNotificationsRead> {
  constructor(private readonly notifications: Notifications) {}

  async execute({ accountId, audience, ids }: MarkNotificationsRead): Promise<UnreadNotifications> {
    await this.notifications.markRead(accountId, audience, ids);
    return { unread: await this.notifications.unreadOf(accountId, audience) };
  }
}
