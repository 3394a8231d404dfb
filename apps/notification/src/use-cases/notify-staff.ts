import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { LectureState } from '#contracts';
import { Clock, type JobResult } from '#platform';
import { lectureCanceledNotification, lectureFullNotification } from '../domain/staff-notification.js';
import { Enrollments } from '../ports/copies.js';
import { Notifications } from '../ports/notifications.js';

const LECTURES = 100;

export class NotifyStaffOfCancellation extends Command<void> {
  constructor(
    readonly lecture: LectureState,
    readonly sequence: number,
  ) {
    super();
  }
}

@CommandHandler(NotifyStaffOfCancellation)
export class NotifyStaffOfCancellationHandler implements ICommandHandler<NotifyStaffOfCancellation> {
  constructor(
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  execute({ lecture, sequence }: NotifyStaffOfCancellation): Promise<void> {
    return this.notifications.add([lectureCanceledNotification(lecture, sequence, this.clock.now())]);
  }
}

export class NotifyStaffOfFullLectures extends Command<JobResult> {}

@CommandHandler(NotifyStaffOfFullLectures)
export class NotifyStaffOfFullLecturesHandler implements ICommandHandler<NotifyStaffOfFullLectures> {
  constructor(
    private readonly enrollments: Enrollments,
    private readonly notifications: Notifications,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<JobResult> {
    const now = this.clock.now();
    return this.enrollments.visitFull(LECTURES, async (lectures) => {
      const notifications = lectures.map((lecture) => lectureFullNotification(lecture, now));
      await this.notifications.add(notifications.filter((each) => each !== undefined));
    });
  }
}
