import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { lectureChangeNotification } from '../domain/lecture-change.js';
import { LectureCopies } from '../ports/copies.js';

const LECTURES = 10;
const REGISTRATIONS = 100;

export class NotifyRegisteredStudents extends Command<JobResult> {}

@CommandHandler(NotifyRegisteredStudents)
export class NotifyRegisteredStudentsHandler implements ICommandHandler<NotifyRegisteredStudents> {
  constructor(
    private readonly lectures: LectureCopies,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    const due = await this.lectures.dueAnnouncements(now, LECTURES);
    let more = due.length === LECTURES;
    for (const lectureId of due) {
      const result = await this.lectures.advanceAnnouncement(lectureId, REGISTRATIONS, (lecture, registration) =>
        lectureChangeNotification(lecture, registration, now),
      );
      more ||= result === 'more';
    }
    return more ? 'more' : 'done';
  }
}
