import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { NotificationMetrics } from '../metrics.js';
import { Announcements } from '../ports/announcements.js';
import { DueNotifications } from '../ports/due-notifications.js';
import { NotificationSettings } from '../settings.js';

const BATCH = 500;
const DAY_MS = 86_400_000;

export class DeleteOldNotifications extends Command<JobResult> {}

@CommandHandler(DeleteOldNotifications)
export class DeleteOldNotificationsHandler implements ICommandHandler<DeleteOldNotifications> {
  constructor(
    private readonly due: DueNotifications,
    private readonly announcements: Announcements,
    private readonly settings: NotificationSettings,
    private readonly clock: Clock,
    private readonly metrics: NotificationMetrics,
  ) {}

  async execute(): Promise<JobResult> {
    const keptFor = this.settings.SUGANG_NOTIFICATION_RETENTION_DAYS * DAY_MS;
    const before = new Date(this.clock.now().getTime() - keptFor);
    const deleted = await this.due.deleteEnded(before, BATCH);
    this.metrics.countDeleted('notification', deleted);
    const announcements = await this.announcements.deleteDelivered(before, BATCH);
    this.metrics.countDeleted('announcement', announcements);
    return deleted === BATCH || announcements === BATCH ? 'more' : 'done';
  }
}
