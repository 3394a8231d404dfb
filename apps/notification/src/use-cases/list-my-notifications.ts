import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { UnreadNotifications } from '#contracts';
import { Notifications, type NotificationList, type NotificationPosition } from '../ports/notifications.js';

export class ListMyNotifications extends Query<NotificationList & UnreadNotifications> {
  constructor(
    readonly studentId: string,
    readonly limit: number,
    readonly after?: NotificationPosition,
  ) {
    super();
  }
}

@QueryHandler(ListMyNotifications)
export class ListMyNotificationsHandler implements IQueryHandler<ListMyNotifications> {
  constructor(private readonly notifications: Notifications) {}

  async execute({ studentId, limit, after }: ListMyNotifications): Promise<NotificationList & UnreadNotifications> {
    const list = await this.notifications.sentTo(studentId, limit, after);
    return { ...list, unread: await this.notifications.unreadOf(studentId) };
  }
}
