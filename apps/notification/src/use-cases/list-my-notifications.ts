import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { UnreadNotifications } from '#contracts';
import {
  Notifications,
  type Audience,
  type NotificationList,
  type NotificationPosition,
} from '../ports/notifications.js';

export class ListMyNotifications extends Query<NotificationList & UnreadNotifications> {
  constructor(
    readonly accountId: string,
    readonly audience: Audience,
    readonly limit: number,
    readonly after?: NotificationPosition,
  ) {
    super();
  }
}

@QueryHandler(ListMyNotifications)
export class ListMyNotificationsHandler implements IQueryHandler<ListMyNotifications> {
  constructor(private readonly notifications: Notifications) {}

  async execute({
    accountId,
    audience,
    limit,
    after,
  }: ListMyNotifications): Promise<NotificationList & UnreadNotifications> {
    const list = await this.notifications.sentTo(accountId, audience, limit, after);
    return { ...list, unread: await this.notifications.unreadOf(accountId, audience) };
  }
}
