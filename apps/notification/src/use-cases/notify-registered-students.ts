import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '#platform';
import { tellOfLectureChange } from '../domain/lecture-news.js';
import { Announcements } from './announcements.js';

const LECTURES = 10;
const REGISTRATIONS = 100;

/** Carries the announcements that are due one step further; answers whether there is more to carry. */
export class TellThoseRegistered extends Command<'done' | 'more'> {}

@CommandHandler(TellThoseRegistered)
export class TellThoseRegisteredHandler implements ICommandHandler<TellThoseRegistered> {
  constructor(
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<'done' | 'more'> {
    const now = this.clock.now();
    const due = await this.announcements.due(now, LECTURES);
    let more = due.length === LECTURES;
    for (const lectureId of due) {
      const advanced = await this.announcements.advance(lectureId, REGISTRATIONS, (lecture, registration) =>
        tellOfLectureChange(lecture, registration, now),
      );
      more ||= advanced === 'more';
    }
    return more ? 'more' : 'done';
  }
}
