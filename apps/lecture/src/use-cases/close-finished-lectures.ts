import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, type JobResult } from '#platform';
import { decideClose } from '../domain/lecture.js';
import { Lectures } from '../ports/lectures.js';

export class CloseFinishedLectures extends Command<JobResult> {
  constructor(readonly limit: number) {
    super();
  }
}

@CommandHandler(CloseFinishedLectures)
export class CloseFinishedLecturesHandler implements ICommandHandler<CloseFinishedLectures> {
  constructor(
    private readonly lectures: Lectures,
    private readonly clock: Clock,
  ) {}

  async execute({ limit }: CloseFinishedLectures): Promise<JobResult> {
    const now = this.clock.now();
    const finished = await this.lectures.finishedBy(now, limit);
    for (const id of finished) await this.lectures.change(id, (lecture) => decideClose(lecture, now));
    return finished.length === limit ? 'more' : 'done';
  }
}
