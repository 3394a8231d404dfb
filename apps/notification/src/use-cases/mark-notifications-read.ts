import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { UnreadNotifications } from '#contracts';
import { Notifications } from '../ports/notifications.js';

export class MarkNotificationsRead extends Command<UnreadNotifications> {
  constructor(
    readonly studentId: string,
    readonly ids?: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(MarkNotificationsRead)
export class MarkNotificationsReadHandler implements ICommandHandler<MarkNotificationsRead> {
  constructor(private readonly notifications: Notifications) {}

  async execute({ studentId, ids }: MarkNotificationsRead): Promise<UnreadNotifications> {
    await this.notifications.markRead(studentId, ids);
    return { unread: await this.notifications.unreadOf(studentId) };
  }
}
