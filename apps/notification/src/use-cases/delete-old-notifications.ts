import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { NotificationMetrics } from '../metrics.js';
import { DueNotifications } from '../ports/due-notifications.js';
import { NotificationSettings } from '../settings.js';

const BATCH = 500;
const DAY_MS = 86_400_000;

export class DeleteOldNotifications extends Command<JobResult> {}

@CommandHandler(DeleteOldNotifications)
export class DeleteOldNotificationsHandler implements ICommandHandler<DeleteOldNotifications> {
  constructor(
    private readonly due: DueNotifications,
    private readonly settings: NotificationSettings,
    private readonly clock: Clock,
    private readonly metrics: NotificationMetrics,
  ) {}

  async execute(): Promise<JobResult> {
    const keptFor = this.settings.SUGANG_NOTIFICATION_RETENTION_DAYS * DAY_MS;
    const deleted = await this.due.deleteEnded(new Date(this.clock.now().getTime() - keptFor), BATCH);
    this.metrics.countDeleted(deleted);
    return deleted === BATCH ? 'more' : 'done';
  }
}
