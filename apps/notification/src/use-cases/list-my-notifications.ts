import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Notifications, type NotificationList, type NotificationPosition } from '../ports/notifications.js';

export class ListMyNotifications extends Query<NotificationList> {
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

  execute({ studentId, limit, after }: ListMyNotifications): Promise<NotificationList> {
    return this.notifications.sentTo(studentId, limit, after);
  }
}
