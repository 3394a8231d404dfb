import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Announcement } from '#contracts';
import { Clock, type JobResult } from '#platform';
import { announcementNotification } from '../domain/registration-notification.js';
import { Announcements } from '../ports/announcements.js';

const ANNOUNCEMENTS = 10;
const REGISTRATIONS = 100;

export class AnnounceToStudents extends Command<void> {
  constructor(readonly announcement: Announcement) {
    super();
  }
}

@CommandHandler(AnnounceToStudents)
export class AnnounceToStudentsHandler implements ICommandHandler<AnnounceToStudents> {
  constructor(private readonly announcements: Announcements) {}

  execute({ announcement }: AnnounceToStudents): Promise<void> {
    return this.announcements.add(announcement);
  }
}

export class DeliverAnnouncements extends Command<JobResult> {}

@CommandHandler(DeliverAnnouncements)
export class DeliverAnnouncementsHandler implements ICommandHandler<DeliverAnnouncements> {
  constructor(
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    let more = false;
    for (const id of await this.announcements.undelivered(ANNOUNCEMENTS)) {
      const result = await this.announcements.deliver(id, REGISTRATIONS, (announcement, registration) =>
        announcementNotification(announcement, registration, now),
      );
      more ||= result === 'more';
    }
    return more ? 'more' : 'done';
  }
}
