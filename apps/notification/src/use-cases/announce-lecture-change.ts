import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { Clock } from '#platform';
import { announceChange } from '../domain/lecture-news.js';
import { KnownLectures } from './known-lectures.js';
import { Grace } from './tell-of-registration.js';

/** A lecture has changed: opens the announcement that a sweep then carries to everybody registered. */
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
    private readonly lectures: KnownLectures,
    private readonly clock: Clock,
    private readonly grace: Grace,
  ) {}

  execute({ lecture, sequence }: AnnounceLectureChange): Promise<void> {
    const at = new Date(this.clock.now().getTime() + this.grace.ms);
    return this.lectures.announce(lecture.id, (known) => announceChange(known, lecture, sequence), at);
  }
}
