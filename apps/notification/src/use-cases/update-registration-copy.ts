import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { lectureChangeNotification } from '../domain/lecture-change.js';
import {
  announcementNotification,
  isLive,
  registrationCopy,
  type RegistrationCopy,
} from '../domain/registration-notification.js';
import { Announcements } from '../ports/announcements.js';
import { Enrollments, LectureCopies, RegistrationCopies } from '../ports/copies.js';
import { Notifications } from '../ports/notifications.js';

export class UpdateRegistrationCopy extends Command<'kept' | 'stale'> {
  constructor(
    readonly registration: Registration,
    readonly sequence: number,
    readonly isResync: boolean,
  ) {
    super();
  }
}

@CommandHandler(UpdateRegistrationCopy)
export class UpdateRegistrationCopyHandler implements ICommandHandler<UpdateRegistrationCopy> {
  constructor(
    private readonly registrations: RegistrationCopies,
    private readonly lectures: LectureCopies,
    private readonly notifications: Notifications,
    private readonly announcements: Announcements,
    private readonly enrollments: Enrollments,
    private readonly clock: Clock,
  ) {}

  async execute({ registration, sequence, isResync }: UpdateRegistrationCopy): Promise<'kept' | 'stale'> {
    const copy = registrationCopy(registration, sequence);
    const before = await this.registrations.find(copy.id);
    const result = await this.registrations.save(copy);
    if (isResync || result === 'stale') return result;
    const isConfirmed = copy.status === 'CONFIRMED' && before?.status !== 'CONFIRMED';
    if (isLive(copy) && before === undefined) await this.notifyOfMissedChange(copy);
    if (isConfirmed) this.enrollments.hasGrown(copy.lectureId);
    if (isConfirmed) await this.notifyOfMissedAnnouncements(copy, new Date(registration.confirmedAt!));
    return result;
  }

  /** An announcement visits each registration once: it has passed one whose first event arrives after it. */
  private async notifyOfMissedChange(registration: RegistrationCopy): Promise<void> {
    const lecture = await this.lectures.lock(registration.lectureId);
    if (!lecture || lecture.announcement === 'waiting') return;
    const notification = lectureChangeNotification(lecture, registration, this.clock.now());
    if (notification) await this.notifications.add([notification]);
  }

  /** A delivery visits each confirmed registration once, so it misses one whose confirmation arrives later. */
  private async notifyOfMissedAnnouncements(registration: RegistrationCopy, confirmedAt: Date): Promise<void> {
    await this.lectures.lock(registration.lectureId);
    const missed = await this.announcements.ofLectureSince(registration.lectureId, confirmedAt);
    const now = this.clock.now();
    await this.notifications.add(missed.map((each) => announcementNotification(each, registration, now)));
  }
}
