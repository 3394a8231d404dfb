import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { Clock } from '#platform';
import { announceChange } from '../domain/lecture-change.js';
import { LectureCopies } from '../ports/copies.js';
import { NotificationSettings } from '../settings.js';

export class AnnounceLectureChange extends Command<void> {
  constructor(
    readonly lecture: LectureState,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(AnnounceLectureChange)
export class AnnounceLectureChangeHandler implements ICommandHandler<AnnounceLectureChange> {
  constructor(
    private readonly lectures: LectureCopies,
    private readonly clock: Clock,
    private readonly settings: NotificationSettings,
  ) {}

  execute({ lecture, sequence }: AnnounceLectureChange): Promise<void> {
    const at = new Date(this.clock.now().getTime() + this.settings.SUGANG_NOTIFICATION_GRACE_MS);
    return this.lectures.announce(lecture.id, (copy) => announceChange(copy, lecture, sequence), at);
  }
}
