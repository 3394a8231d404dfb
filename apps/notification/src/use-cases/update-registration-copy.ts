import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Registration } from '#contracts';
import { Clock } from '#platform';
import { lectureChangeNotification } from '../domain/lecture-change.js';
import { isLive, registrationCopy, type RegistrationCopy } from '../domain/registration-notification.js';
import { LectureCopies, RegistrationCopies } from '../ports/copies.js';
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
    private readonly clock: Clock,
  ) {}

  async execute({ registration, sequence, isResync }: UpdateRegistrationCopy): Promise<'kept' | 'stale'> {
    const copy = registrationCopy(registration, sequence);
    const isFirst = !isResync && isLive(copy) && (await this.registrations.find(copy.id)) === undefined;
    const result = await this.registrations.save(copy);
    if (isFirst && result === 'kept') await this.notifyOfMissedChange(copy);
    return result;
  }

  /** An announcement visits each registration once: it has passed one whose first event arrives after it. */
  private async notifyOfMissedChange(registration: RegistrationCopy): Promise<void> {
    const lecture = await this.lectures.lock(registration.lectureId);
    if (!lecture || lecture.announcement === 'waiting') return;
    const notification = lectureChangeNotification(lecture, registration, this.clock.now());
    if (notification) await this.notifications.add([notification]);
  }
}
