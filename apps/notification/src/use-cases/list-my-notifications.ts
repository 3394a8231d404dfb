import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Notifications, type Listed, type NotificationPlace } from './notifications.js';

export class ListMyNotifications extends Query<Listed> {
  constructor(
    readonly studentId: string,
    readonly limit: number,
    readonly after?: NotificationPlace,
  ) {
    super();
  }
}

@QueryHandler(ListMyNotifications)
export class ListMyNotificationsHandler implements IQueryHandler<ListMyNotifications> {
  constructor(private readonly notifications: Notifications) {}

  execute({ studentId, limit, after }: ListMyNotifications): Promise<Listed> {
    return this.notifications.sentTo(studentId, limit, after);
  }
}
